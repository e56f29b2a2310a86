using System.Text.Json.Nodes;

namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>Makes up entities and queries about the names that <see cref="PolicyWriter"/> uses.</summary>
public sealed class World(Random random)
{
    /// <summary>A schema in which some of what <see cref="PolicyWriter"/> writes is valid.</summary>
    public const string Schema = """
        type Facts = { age: Long, name?: String, active?: Bool, labels: Set<String>, owner?: User, price?: decimal };
        entity Group in [Group, App::Team];
        entity User in [Group] { age: Long, name: String, active: Bool, labels?: Set<String>, owner?: User, meta?: Facts, address: ipaddr, price?: decimal, since: datetime, span?: duration } tags String;
        entity Doc in [Group, App::Team] = { age?: Long, name: String, owner: User, meta: Facts, since?: datetime, span: duration };
        action read;
        action view, "edit" in [read] appliesTo { principal: [User], resource: [Doc, User], context: Facts };
        namespace App {
          @doc("a team")
          entity Team enum ["t", "u"];
          action ship appliesTo { principal: User, resource: Team, context: { age: __cedar::Long, active: Bool, meta?: { name: String, x?: Set<Set<Bool>> } } };
        }
        """;

    private static readonly (string Type, string Id)[] _uids = [("User", "alice"), ("User", "bob"), ("Group", "g1"), ("Group", "g2"), ("Doc", "d1"), ("Doc", "d2"), ("App::Team", "t")];
    private static readonly (string Type, string Id)[] _actions = [("Action", "view"), ("Action", "edit"), ("Action", "read"), ("App::Action", "ship")];

    public JsonArray Entities()
    {
        var entities = new JsonArray();
        foreach (var (type, id) in _uids)
        {
            if (random.Next(8) == 0) continue;
            var parents = new JsonArray();
            // Only groups hold others, and only the later one holds the earlier one, so that nothing is its own ancestor.
            if (type is "User" or "Doc" && random.Next(2) == 0) parents.Add(Uid("Group", "g1"));
            if ((type, id) is not ("Group", "g2") and not ("App::Team", _) && random.Next(3) == 0) parents.Add(Uid("Group", "g2"));
            if (random.Next(4) == 0 && type != "App::Team") parents.Add(Uid("App::Team", "t"));
            var entity = new JsonObject { ["uid"] = Uid(type, id), ["attrs"] = Attributes(2), ["parents"] = parents };
            if (random.Next(2) == 0) entity["tags"] = new JsonObject { ["a"] = "x", ["alice"] = "alice", [""] = "ab" };
            entities.Add(entity);
        }

        entities.Add(new JsonObject { ["uid"] = Uid("Action", "view"), ["attrs"] = new JsonObject(), ["parents"] = new JsonArray(Uid("Action", "read")) });
        return entities;
    }

    public JsonObject Query()
    {
        var principal = _uids[random.Next(random.Next(3) == 0 ? _uids.Length : 2)];
        var resource = _uids[random.Next(3) == 0 ? random.Next(_uids.Length) : 4 + random.Next(2)];
        var action = _actions[random.Next(_actions.Length)];
        return new()
        {
            ["principal"] = Uid(principal.Type, principal.Id),
            ["action"] = Uid(action.Type, action.Id),
            ["resource"] = Uid(resource.Type, resource.Id),
            ["context"] = Attributes(2),
        };
    }

    public JsonObject AnyUid()
    {
        var (type, id) = _uids[random.Next(_uids.Length)];
        return Uid(type, id);
    }

    private static JsonObject Uid(string type, string id) => new() { ["type"] = type, ["id"] = id };

    private JsonObject Attributes(int depth)
    {
        var attributes = new JsonObject();
        void Maybe(string name, Func<JsonNode> make)
        {
            if (random.Next(4) > 0) attributes[name] = make();
        }

        Maybe("age", () => random.Next(4) == 0 ? 9007199254740991 : random.Next(-5, 50));
        Maybe("name", () => Pick(["", "alice", "ab", "x\ny", "\u00e9\u20ac", "a*b"]));
        Maybe("active", () => random.Next(2) == 0);
        Maybe("labels", () => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode)Pick(["a", "ab", "alice", ""]))]));
        Maybe("owner", () => new JsonObject { ["__entity"] = AnyUid() });
        if (depth > 0) Maybe("meta", () => Attributes(depth - 1));
        Maybe("address", () => Call("ip", Pick(["10.0.0.1", "10.0.0.0/16", "::1", "127.0.0.1"])));
        Maybe("price", () => Call("decimal", Pick(["1.5", "0.0001", "-12.5"])));
        Maybe("since", () => Call("datetime", Pick(["2024-01-01", "1970-01-01T00:00:00.001Z", "0000-01-01"])));
        Maybe("span", () => Call("duration", Pick(["1h", "-1d", "9223372036854775807ms"])));
        return attributes;
    }

    private static JsonObject Call(string function, string argument) => new() { ["__extn"] = new JsonObject { ["fn"] = function, ["arg"] = argument } };

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
