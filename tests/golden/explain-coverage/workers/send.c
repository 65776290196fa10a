int send;
