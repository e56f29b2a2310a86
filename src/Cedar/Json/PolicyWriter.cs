using System.Text.Json;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>Writes policies, templates and sets in Cedar's JSON policy format.</summary>
internal static class PolicyWriter
{
    public static void Write(Utf8JsonWriter json, CedarPolicy policy)
    {
        json.WriteStartObject();
        json.WriteString("effect", policy.Effect == PolicyEffect.Permit ? "permit" : "forbid");
        WriteScope(json, "principal", policy.Principal);
        WriteScope(json, "action", policy.Action);
        WriteScope(json, "resource", policy.Resource);
        json.WriteStartArray("conditions");
        foreach (var condition in policy.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("kind", condition.IsUnless ? "unless" : "when");
            json.WritePropertyName("body");
            ExpressionWriter.Write(json, condition.Body);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (policy.Annotations.Count > 0)
        {
            json.WriteStartObject("annotations");
            foreach (var (name, value) in policy.Annotations) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteSet(Utf8JsonWriter json, PolicySet set)
    {
        json.WriteStartObject();
        WriteAll(json, "staticPolicies", set.Policies.Where(policy => policy.TemplateId is null));
        WriteAll(json, "templates", set.Templates);
        json.WriteStartArray("templateLinks");
        foreach (var link in set.Links)
        {
            json.WriteStartObject();
            json.WriteString("templateId", link.TemplateId);
            json.WriteString("newId", link.NewId);
            json.WriteStartObject("values");
            WriteSlot(json, "?principal", link.Principal);
            WriteSlot(json, "?resource", link.Resource);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSlot(Utf8JsonWriter json, string slot, EntityUid? entity)
    {
        if (entity is null) return;
        json.WritePropertyName(slot);
        ValueWriter.WriteUid(json, entity);
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<CedarPolicy> policies)
    {
        json.WriteStartObject(name);
        foreach (var policy in policies)
        {
            json.WritePropertyName(policy.Id);
            Write(json, policy);
        }

        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, string variable, PolicyScope scope)
    {
        json.WriteStartObject(variable);
        json.WriteString("op", scope.Kind switch
        {
            ScopeKind.Any => "All",
            ScopeKind.Equal => "==",
            ScopeKind.In => "in",
            ScopeKind.Is or ScopeKind.IsIn => "is",
        });
        if (scope.EntityType is not null) json.WriteString("entity_type", scope.EntityType);
        if (scope.Kind == ScopeKind.IsIn)
        {
            json.WriteStartObject("in");
            WriteEntity(json, variable, scope);
            json.WriteEndObject();
        }
        else if (scope.Kind == ScopeKind.Equal || (scope.Kind == ScopeKind.In && variable != "action"))
        {
            WriteEntity(json, variable, scope);
        }
        else if (scope.Kind == ScopeKind.In)
        {
            WriteActions(json, scope);
        }

        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, PolicyScope scope)
    {
        if (scope.Actions is [var one])
        {
            json.WritePropertyName("entity");
            ValueWriter.WriteUid(json, one);
            return;
        }

        json.WriteStartArray("entities");
        foreach (var action in scope.Actions) ValueWriter.WriteUid(json, action);
        json.WriteEndArray();
    }

    private static void WriteEntity(Utf8JsonWriter json, string variable, PolicyScope scope)
    {
        if (scope.Entity is null)
        {
            json.WriteString("slot", $"?{variable}");
            return;
        }

        json.WritePropertyName("entity");
        ValueWriter.WriteUid(json, scope.Entity);
    }
}
