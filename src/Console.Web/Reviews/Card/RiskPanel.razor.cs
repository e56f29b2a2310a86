using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>The score and what makes it, largest first.</summary>
public sealed partial class RiskPanel
{
    private IReadOnlyList<RiskFactor> _factors = [];

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    protected override void OnParametersSet() => _factors = JsonSerializer.Deserialize<List<RiskFactor>>(Proposal.RiskFactors) ?? [];
}
