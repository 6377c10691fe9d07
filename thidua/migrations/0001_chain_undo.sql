DROP TRIGGER audit_chain ON thidua_auditevent;
DROP TRIGGER audit_unchained ON thidua_auditevent;
DROP FUNCTION thidua_chain();
DROP FUNCTION thidua_unchained();
