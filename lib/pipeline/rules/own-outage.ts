/**
 * How long no receiver has to be heard of before that counts as an outage of our own. A ping that cannot be committed
 * is refused after 4.5 s: whoever was refused is given time. What is shorter is bridged by pings that wait.
 */
export const silenceMs = 5_000;

/** How long a receiver that lags, or is gone, keeps the others' word from being taken for its own. */
export const lagMs = 10_000;
