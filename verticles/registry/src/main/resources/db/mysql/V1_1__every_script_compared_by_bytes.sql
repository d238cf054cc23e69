-- Columns that name no character set have the database's, which may be one without Chinese and one to which Mei is mei.

ALTER TABLE device CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE conversation CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE activation CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
