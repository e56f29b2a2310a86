namespace AgentConsole.Domain.Access;

/// <summary>Why a password is not taken; the wire name is the stable code.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,
    Common,
    Repetitive,
    HoldsKnownWords,
}
