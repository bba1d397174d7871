package io.glancesync.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of facts about Keystone v3 or Glance v2. The tests know addresses and accounts, not whose
 * servers these are: the real ones are the judge, and whatever stands in for them has to answer the
 * same. Each class begins with an empty region Burgos.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith({EmptyRegion.class, Facts.class})
public @interface Contract {}
