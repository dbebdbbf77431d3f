package org.regain.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.regain.database.TestCatalog;
import org.regain.delivery.TestDelivery;
import org.regain.invite.TestAnnouncements;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/// A test of the whole application, as it runs for people: a real web server on a free port, a real PostgreSQL reached
/// with the roles of real use, a real mail server.
///
/// All such classes of one thread share one running application, so the second starts at once ([Lanes]). Before each test method the rows, the
/// clock and the mailboxes are as they were when the application had started; what `@BeforeAll` wrote is gone by then.
///
/// To be injected: [TestPostgres], [TestClock], [TestMail], and `regain.base-url`, which leads to the server.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestSettings.class)
@ContextCustomizerFactories(Lanes.class)
@Import({TestBeans.class, TestCatalog.class, TestDelivery.class, TestAnnouncements.class})
@TestExecutionListeners(listeners = FreshStart.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface RegainTest {}
