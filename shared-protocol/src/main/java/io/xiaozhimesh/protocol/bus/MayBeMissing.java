package io.xiaozhimesh.protocol.bus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component that came later than its record: JSON of a sender that does not know it yet is read with 0, false, "",
 * an empty list or the first value of an enum in its place. The binary form, which only nodes of one version speak, always has it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MayBeMissing {
}
