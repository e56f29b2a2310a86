namespace AgentConsole.Infrastructure.Proposals;

/// <summary>How grants name their issuer and audience. Configuration section <c>Proposals</c>.</summary>
public sealed class ProposalsOptions
{
    public const string Section = "Proposals";

    /// <summary>The <c>iss</c> of grants; tools that verify offline pin it.</summary>
    public string Issuer { get; set; } = "agentconsole";

    /// <summary>The <c>aud</c> of grants.</summary>
    public string Audience { get; set; } = "agentconsole-tools";
}
