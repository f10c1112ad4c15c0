/**
 * How long no receiver has to be heard of before that counts as an outage of our own. A client waits ten seconds
 * (`curl -m 10`) and tries again; what is shorter is bridged by pings that wait in a socket.
 */
export const silenceMs = 10_000;
