using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>Documents sorted by kind and checked without a database; an agent may name a tool that stands beside it.</summary>
internal sealed class CheckedDocuments
{
    private readonly List<(SourceDocument Source, WrittenTool Tool)> _tools = [];
    private readonly List<(SourceDocument Source, WrittenAgent Agent)> _agents = [];
    private readonly List<(SourceDocument Source, WrittenPolicySet Set)> _policySets = [];
    private readonly List<(SourceDocument Source, PriceTerms Price)> _prices = [];
    private readonly List<(SourceDocument Source, BudgetTerms Budget)> _budgets = [];
    private readonly List<DocumentFault> _faults = [];

    private CheckedDocuments() { }

    /// <summary>By name and version, so that a newer one follows an older one.</summary>
    public IReadOnlyList<(SourceDocument Source, WrittenTool Tool)> Tools => _tools;

    public IReadOnlyList<(SourceDocument Source, WrittenAgent Agent)> Agents => _agents;

    public IReadOnlyList<(SourceDocument Source, WrittenPolicySet Set)> PolicySets => _policySets;

    public IReadOnlyList<(SourceDocument Source, PriceTerms Price)> Prices => _prices;

    public IReadOnlyList<(SourceDocument Source, BudgetTerms Budget)> Budgets => _budgets;

    public IReadOnlyList<DocumentFault> Faults => _faults;

    public static CheckedDocuments Of(IReadOnlyList<SourceDocument> documents, Func<string, ToolContract?> contractOf)
    {
        var read = new CheckedDocuments();
        foreach (var document in documents.Where(document => document.Kind is not ("Tool" or "Agent" or "PolicySet" or "Price" or "Budget"))) read.NoteKind(document);
        foreach (var document in documents.Where(document => document.Kind == "Tool")) read.AddTool(document);
        read._tools.Sort(static (a, b) => (a.Tool.Contract.Name, a.Tool.Contract.Version).CompareTo((b.Tool.Contract.Name, b.Tool.Contract.Version)));
        foreach (var document in documents.Where(document => document.Kind == "Agent")) read.AddAgent(document, contractOf);
        foreach (var document in documents.Where(document => document.Kind == "PolicySet")) read.AddPolicySet(document);
        foreach (var document in documents.Where(document => document.Kind == "Price")) read.AddPrice(document);
        foreach (var document in documents.Where(document => document.Kind == "Budget")) read.AddBudget(document);
        read.NoteRepeats();
        return read;
    }

    // Named, never dropped: whoever thinks a budget is in force must hear that it is not.
    private void NoteKind(SourceDocument document) => _faults.Add(DocumentFault.Of(document, document.Kind is { } kind
        ? new("/kind", "kind_unknown", $"This version knows documents of the kinds Tool, Agent, PolicySet, Price and Budget; it does nothing with '{kind}'.")
        : new("/kind", "required", "A document says its kind: Tool, Agent, PolicySet, Price or Budget.")));

    private void AddTool(SourceDocument document)
    {
        if (WrittenTool.Read(document.Value, out var faults) is { } tool) _tools.Add((document, tool));
        else Note(document, faults);
    }

    private void AddAgent(SourceDocument document, Func<string, ToolContract?> contractOf)
    {
        if (WrittenAgent.Read(document.Value, ContractAfterwards, out var faults) is { } agent) _agents.Add((document, agent));
        else Note(document, faults);

        ToolContract? ContractAfterwards(string tool)
        {
            var beside = _tools.FindLast(one => one.Tool.Contract.Name == tool).Tool?.Contract;
            var held = contractOf(tool);
            return beside is null || (held is not null && held.Version > beside.Version) ? held : beside;
        }
    }

    private void AddPolicySet(SourceDocument document)
    {
        if (WrittenPolicySet.Read(document.Value, out var faults) is { } set) _policySets.Add((document, set));
        else Note(document, faults);
    }

    private void AddPrice(SourceDocument document)
    {
        if (PriceTerms.Parse(document.Value, out var faults) is { } price) _prices.Add((document, price));
        else Note(document, faults);
    }

    private void AddBudget(SourceDocument document)
    {
        if (BudgetTerms.Parse(document.Value, out var faults) is { } budget) _budgets.Add((document, budget));
        else Note(document, faults);
    }

    private void NoteRepeats()
    {
        foreach (var again in _prices.GroupBy(one => (one.Price.Kind, one.Price.Name, one.Price.From)).SelectMany(same => same.Skip(1)))
            Note(again.Source, [new("/from", "duplicate", "The price from this moment stands in another document of the same call.")]);
        foreach (var again in _budgets.GroupBy(one => one.Budget.Id).SelectMany(same => same.Skip(1)))
            Note(again.Source, [new("/kind", "duplicate", "This budget stands in another document of the same call.")]);
        foreach (var again in _policySets.GroupBy(one => one.Set.Name).SelectMany(same => same.Skip(1)))
            Note(again.Source, [new("/name", "duplicate", "This policy set stands in another document of the same call.")]);
        foreach (var again in _tools.GroupBy(one => (one.Tool.Contract.Name, one.Tool.Contract.Version)).SelectMany(same => same.Skip(1)))
            Note(again.Source, [new("/version", "duplicate", "This version of the tool stands in another document of the same call.")]);
        foreach (var again in _agents.GroupBy(one => one.Agent.Agent.Name).SelectMany(same => same.Skip(1)))
            Note(again.Source, [new("/name", "duplicate", "This agent stands in another document of the same call.")]);
    }

    private void Note(SourceDocument document, IEnumerable<Fault> faults) => _faults.AddRange(faults.Select(fault => DocumentFault.Of(document, fault)));
}
