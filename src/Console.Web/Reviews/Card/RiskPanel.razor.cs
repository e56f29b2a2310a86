using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>The score and what makes it, largest first.</summary>
public sealed partial class RiskPanel
{
    private const int ShownAtFirst = 3;

    private List<RiskFactor> _factors = [];

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    private string Rest => _factors.Count - ShownAtFirst == 1
        ? "1 smaller factor"
        : string.Create(CultureInfo.InvariantCulture, $"{_factors.Count - ShownAtFirst} smaller factors");

    protected override void OnParametersSet() => _factors = JsonSerializer.Deserialize<List<RiskFactor>>(Proposal.RiskFactors) ?? [];
}
