-- Prosody as a peer: what a message needs and nothing else. The archive of every message is in PostgreSQL.
run_as_root = true
pidfile = "{folder}/prosody.pid"
data_path = "{folder}"
log = { warn = "*console" }
interfaces = { "127.0.0.1" }
c2s_ports = { {port} }
network_settings = { tcp_backlog = 1000 }
gc = { mode = "generational" }

modules_enabled = { "saslauth", "register_ibr", "mam", "smacks" }
modules_disabled = { "s2s", "tls", "offline" }

authentication = "internal_plain"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
allow_registration = true

storage = { archive = "sql" }
sql = {
  driver = "PostgreSQL"; host = "127.0.0.1"; port = {sql.port};
  database = "{sql.database}"; username = "{sql.user}"; password = "{sql.password}";
}
default_archive_policy = true
archive_expires_after = "never"
smacks_max_queue_size = 100000

VirtualHost "localhost"
