namespace AgentConsole.Infrastructure.Access;

/// <summary>Why a change of people, keys or tokens was refused; the wire name is the stable code.</summary>
public enum AccessRefusal
{
    RoleMissing,
    NotYourAgent,
    UnknownAgent,
    UnknownPerson,
    UnknownKey,
    UnknownToken,
    EnvironmentInvalid,
    ExpiryInvalid,
    EmailInvalid,
    EmailTaken,
    NameInvalid,
    RoleNeeded,
    TooMany,
    LastAdmin,
    OwnAccount,
    PersonDisabled,
    PasswordRefused,
    PasswordWrong,
    LinkInvalid,
    CodeWrong,
    SecondFactorMissing,
    FreshSignInNeeded,
}
