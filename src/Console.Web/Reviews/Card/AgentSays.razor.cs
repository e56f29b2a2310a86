using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>The agent's reason and references, fenced: nothing of it is checked, and nothing of it can act.</summary>
public sealed partial class AgentSays
{
    private IReadOnlyList<string> _references = [];

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    protected override void OnParametersSet()
    {
        if (Proposal.References is not { } json)
        {
            _references = [];
            return;
        }

        using var references = JsonDocument.Parse(json);
        _references = [.. DocumentValue.Of(references.RootElement).Where(value => value.Text.Length > 0 && value.Pointer.Length > 0)
            .Take(ProposalLimits.ReferencesMax).Select(value => value.Text)];
    }
}
