using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>Writes values and entities with the marks that <see cref="ValueReader"/> reads without a schema.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter json, CedarValue value)
    {
        switch (value.Kind)
        {
            case CedarKind.Bool:
                json.WriteBooleanValue(value.Bits != 0);
                break;
            case CedarKind.Long:
                json.WriteNumberValue(value.Bits);
                break;
            case CedarKind.String when value.TryGetString(out var text):
                json.WriteStringValue(text);
                break;
            case CedarKind.Entity when value.TryGetEntity(out var uid):
                json.WriteStartObject();
                json.WritePropertyName("__entity");
                WriteUid(json, uid);
                json.WriteEndObject();
                break;
            case CedarKind.Set when value.TryGetSet(out var set):
                json.WriteStartArray();
                foreach (var element in set) Write(json, element);
                json.WriteEndArray();
                break;
            case CedarKind.Record when value.TryGetRecord(out var record):
                WriteRecord(json, record);
                break;
            default:
                WriteCall(json, value);
                break;
        }
    }

    public static void WriteRecord(Utf8JsonWriter json, CedarRecord record)
    {
        json.WriteStartObject();
        foreach (var (name, value) in record)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    public static void WriteUid(Utf8JsonWriter json, EntityUid uid)
    {
        json.WriteStartObject();
        json.WriteString("type", uid.Type);
        json.WriteString("id", uid.Id);
        json.WriteEndObject();
    }

    public static void WriteEntities(Utf8JsonWriter json, EntityStore entities)
    {
        json.WriteStartArray();
        foreach (var entity in entities.Entities)
        {
            json.WriteStartObject();
            json.WritePropertyName("uid");
            WriteUid(json, entity.Uid);
            json.WritePropertyName("attrs");
            WriteRecord(json, entity.Attributes);
            json.WriteStartArray("parents");
            foreach (var parent in entity.Parents) WriteUid(json, parent);
            json.WriteEndArray();
            if (entity.Tags.Count > 0)
            {
                json.WritePropertyName("tags");
                WriteRecord(json, entity.Tags);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, CedarValue value)
    {
        json.WriteStartObject();
        json.WriteStartObject("__extn");
        if (value.Kind == CedarKind.DateTime && !DateTimeText.CanFormat(value.Bits))
        {
            json.WriteString("fn", "offset");
            json.WriteStartArray("args");
            Write(json, CedarValue.DateTimeMilliseconds(0));
            Write(json, CedarValue.DurationMilliseconds(value.Bits));
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("fn", ValuePrinter.ConstructorOf(value));
            json.WriteString("arg", ValuePrinter.ArgumentOf(value));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
