using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>One version of a policy set: its text, its own tests, who wrote it and who let it decide.</summary>
public sealed class PolicyVersion
{
    private const char AuthorMark = ',';

    public required string SetName { get; init; }
    public required int Number { get; init; }
    /// <summary>Cedar or Rego, as it was written.</summary>
    public required string Text { get; set; }
    /// <summary>The set's own tests as a JSON array; null where it has none.</summary>
    public string? Tests { get; set; }
    /// <summary>SHA-256 over text and tests.</summary>
    public required string Digest { get; set; }
    public string? Note { get; set; }
    public required PolicyVersionStatus Status { get; set; }
    /// <summary>Everybody who wrote on this version, by id: none of them may publish it.</summary>
    public required string Authors { get; set; }
    /// <summary>Who saved it last, as the ledger names callers.</summary>
    public required string SavedBy { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
    public string? PublishedBy { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? ShadowSince { get; set; }

    public bool IsWrittenBy(PersonId person) => Authors.Split(AuthorMark).Contains(person.ToString(), StringComparer.Ordinal);

    public void AddAuthor(Caller caller)
    {
        if (caller is not Caller.Person person || IsWrittenBy(person.Id)) return;
        Authors = Authors.Length == 0 ? person.Id.ToString() : Authors + AuthorMark + person.Id;
    }

    /// <summary>Takes one step; false, and nothing changed, where it is refused.</summary>
    public bool TryTake(PolicyVerb verb)
    {
        if (PolicyTransitions.Take(Status, verb) is not { } next) return false;
        Status = next;
        return true;
    }
}
