namespace AgentConsole.Domain.Access;

/// <summary>Of which proposals that ask for one's role a person wants to hear by e-mail.</summary>
public enum ReviewMail
{
    Off,
    HighRisk,
    All,
}
