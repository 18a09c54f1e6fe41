import { createContext, useContext } from '../lib/preact.js';

/** What every view may use: {client, ui}. */
export const Context = createContext(null);

export const useApp = () => useContext(Context);
