namespace AgentConsole.Domain.Access;

/// <summary>What a person may be in this console; a person can hold several.</summary>
public enum Role
{
    Reviewer,
    Dri,
    Finance,
    Oncall,
    Security,
    Auditor,
    Admin,
}
