using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>People as plain resources.</summary>
internal static class PeopleEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(PersonQuery query, string? search, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead<PersonId>(cursor, limit, PersonId.TryParse, out var position)) return ListPosition.Malformed;
        var rows = await query.ListAsync(search, position.After, position.Limit + 1, cancellation);
        return TypedResults.Ok(ListView.Of(rows, position.Limit, PersonView.Of, row => row.Id.ToString()));
    }

    public static async Task<IResult> GetAsync(string id, PersonQuery query, CancellationToken cancellation) =>
        PersonId.TryParse(id, out var person) && await query.FindAsync(person, cancellation) is { } row
            ? TypedResults.Ok(PersonView.Of(row))
            : Problems.NotFound("person");

    public static async Task<IResult> AddAsync(HttpContext context, AddPersonHandler adding, IssuePasswordLinkHandler linking, SignInStanding standing, PersonQuery query,
        CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var email = members.Text("email", AccessLimits.EmailLengthMax, isRequired: true);
            var name = members.Text("display_name", AccessLimits.DisplayNameLengthMax) ?? "";
            var roles = RolesOf(members, isRequired: true);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The person cannot be read.", members.Faults);

            var outcome = await adding.HandleAsync(new(context.Caller(), email!, name, roles!, null), cancellation);
            if (outcome is not AddPersonOutcome.Added { Id: var id }) return AccessProblems.Of(((AddPersonOutcome.Refused)outcome).Why);

            // A script may add people; the way in is handed to whoever sits at a browser.
            var link = standing.IsFresh(context.User)
                ? await linking.HandleAsync(new(context.Caller(), id), cancellation) as IssuePasswordLinkOutcome.Issued
                : null;
            var view = PersonView.Of((await query.FindAsync(id, cancellation))!) with { PasswordLink = link is null ? null : LinkOf(context, link) };
            return TypedResults.Created($"/api/v1/users/{id}", view);
        }
    }

    /// <summary>Roles and standing, each where it is given; the e-mail is who somebody is and stays.</summary>
    public static async Task<IResult> ChangeAsync(
        HttpContext context, string id, ChangePersonHandler handler, PersonQuery query, CancellationToken cancellation)
    {
        if (!PersonId.TryParse(id, out var person)) return Problems.NotFound("person");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var wanted = RolesOf(members, isRequired: false);
            var isDisabled = BooleanOf(members, body.RootElement, "is_disabled");
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The change cannot be read.", members.Faults);

            return await handler.HandleAsync(new(context.Caller(), person, wanted, isDisabled), cancellation) is AccessOutcome.Refused refused
                ? AccessProblems.Of(refused.Why)
                : await GetAsync(id, query, cancellation);
        }
    }

    /// <summary>People are disabled, not deleted: the ledger speaks of them.</summary>
    public static async Task<IResult> DisableAsync(HttpContext context, string id, DisablePersonHandler handler, CancellationToken cancellation)
    {
        if (!PersonId.TryParse(id, out var person)) return Problems.NotFound("person");
        return Answer(await handler.HandleAsync(new(context.Caller(), person, true), cancellation));
    }

    public static async Task<IResult> LinkAsync(HttpContext context, string id, IssuePasswordLinkHandler handler, CancellationToken cancellation)
    {
        if (!PersonId.TryParse(id, out var person)) return Problems.NotFound("person");
        return await handler.HandleAsync(new(context.Caller(), person), cancellation) switch
        {
            IssuePasswordLinkOutcome.Issued issued => TypedResults.Ok(new { password_link = LinkOf(context, issued) }),
            IssuePasswordLinkOutcome.Refused refused => AccessProblems.Of(refused.Why),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    public static async Task<IResult> TurnSecondFactorOffAsync(HttpContext context, string id, SecondFactorHandler handler, CancellationToken cancellation)
    {
        if (!PersonId.TryParse(id, out var person)) return Problems.NotFound("person");
        return await handler.TurnOffAsync(context.Caller(), person, cancellation) is AccountOutcome.Refused refused
            ? AccessProblems.Of(refused.Why)
            : TypedResults.NoContent();
    }

    internal static IResult Answer(AccessOutcome outcome) =>
        outcome is AccessOutcome.Refused refused ? AccessProblems.Of(refused.Why) : TypedResults.NoContent();

    private static string LinkOf(HttpContext context, IssuePasswordLinkOutcome.Issued issued) =>
        $"{context.Request.Scheme}://{context.Request.Host}{Links.PasswordLinkWith(issued.Code.Reveal())}";

    private static HashSet<Role>? RolesOf(MemberReader members, bool isRequired)
    {
        if (members.Element("roles", JsonValueKind.Array, isRequired) is not { } array) return null;
        var roles = new HashSet<Role>();
        foreach (var element in array.EnumerateArray())
        {
            if (TextOf(element) is { } name && WireName.TryParse<Role>(name, out var role)) roles.Add(role);
            else members.Wrong("roles", "may hold " + string.Join(", ", Enum.GetValues<Role>().Select(WireName.Of)));
        }

        return roles;
    }

    // A lone half of a surrogate pair is JSON, and no text.
    private static string? TextOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool? BooleanOf(MemberReader members, JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        members.Wrong(name, "must be true or false");
        return null;
    }
}
