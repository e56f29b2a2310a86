namespace AgentConsole.Domain.Tools;

/// <summary>What kind of harm a wrong use of a tool can do.</summary>
public enum Sensitivity
{
    Money,
    PersonalData,
    Secrets,
    Infrastructure,
    External,
}
