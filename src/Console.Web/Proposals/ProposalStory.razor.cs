using AgentConsole.Infrastructure.Ledger;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Proposals;

/// <summary>What happened to a proposal, oldest first, as the ledger has it.</summary>
public sealed partial class ProposalStory
{
    private IReadOnlyList<StoryLine> _lines = [];

    [Parameter, EditorRequired] public IReadOnlyList<LedgerRow> Entries { get; set; } = [];

    protected override void OnParametersSet() => _lines = [.. Entries.Select(StoryWords.Of)];
}
