package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The whole messenger under load, by its public door.
final class Messenger implements Server {
    private final MessengerProcess process;
    private final Door door;
    private final People people;

    private Messenger(MessengerProcess process, Door door, People people) {
        this.process = process;
        this.door = door;
        this.people = people;
    }

    /// @param data where it keeps its data
    static Messenger start(Path data, boolean cheapPasswords) throws IOException {
        MessengerProcess process = MessengerProcess.start(data, cheapPasswords);
        Door door = new Door(process.door());
        return new Messenger(process, door, People.of(door, data));
    }

    @Override
    public Database database() {
        return process.database();
    }

    @Override
    public Crowd gather(BenchOptions.Load load, List<Tally> tallies, Swarm swarm)
            throws IOException, InterruptedException {
        people.release();
        String run = UUID.randomUUID().toString().substring(0, 24);
        List<Talk> talks = load.scenario().talks();
        List<List<Room>> rooms = new ArrayList<>();
        for (int i = 0; i < talks.size(); i++) {
            rooms.add(rooms(talks.get(i), tallies.get(i), run, load.textBytes()));
        }
        Optional<Logins> logins =
                load.logins() == 0 ? Optional.empty() : Optional.of(Logins.of(door, load.logins()));
        // Only now: making the chats takes so long that the first sockets would be idle too long.
        List<Member> members = rooms.stream().flatMap(List::stream).flatMap(Room::all).toList();
        Together.each(
                members.size(),
                number -> {
                    members.get(number).open(process.door());
                    return number;
                });
        for (Member member : members) {
            swarm.add(member.peer());
        }
        return new Crowd(
                rooms, new Habits(door, members, process.door()).of(load.scenario()), logins);
    }

    private List<Room> rooms(Talk talk, Tally tally, String run, int textBytes)
            throws IOException, InterruptedException {
        List<Person> all = people.take(talk.people());
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < talk.chats(); i++) {
            List<Person> some = all.subList(i * talk.members(), (i + 1) * talk.members());
            ChatId chat = door.chat(talk.type(), some);
            List<Member> members = new ArrayList<>();
            for (Person person : some) {
                members.add(new Member(tally, talk, chat, person, members.size()));
            }
            rooms.add(new Room(talk, chat, members, run, textBytes));
        }
        return rooms;
    }

    @Override
    public void close() {
        door.close();
        process.close();
    }
}
