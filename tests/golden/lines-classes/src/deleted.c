int deleted;
