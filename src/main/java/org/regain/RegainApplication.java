package org.regain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class RegainApplication {

    static void main(String[] args) {
        SpringApplication.run(RegainApplication.class, args);
    }
}
