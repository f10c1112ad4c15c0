export const subscribersPerPage = 50;
