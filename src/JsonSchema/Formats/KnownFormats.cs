namespace AgentConsole.JsonSchema.Formats;

/// <summary>The formats that can be asserted.</summary>
internal static class KnownFormats
{
    /// <summary>The check of a format, or null if the name is not known: an unknown format only annotates.</summary>
    public static FormatCheck? Find(string name) => name switch
    {
        "date-time" => Instants.IsDateTime,
        "date" => Instants.IsDate,
        "time" => Instants.IsTime,
        "duration" => Durations.IsDuration,
        "email" => Emails.IsEmail,
        "idn-email" => Emails.IsInternational,
        "hostname" => HostNames.IsHostName,
        "idn-hostname" => HostNames.IsInternational,
        "ipv4" => IpAddresses.IsVersion4,
        "ipv6" => IpAddresses.IsVersion6,
        "uri" => Uris.IsUri,
        "uri-reference" => Uris.IsUriReference,
        "iri" => Uris.IsIri,
        "iri-reference" => Uris.IsIriReference,
        "uri-template" => UriTemplates.IsTemplate,
        "uuid" => Uuids.IsUuid,
        "json-pointer" => Pointers.IsPointer,
        "relative-json-pointer" => Pointers.IsRelative,
        "regex" => Expressions.IsExpression,
        _ => null,
    };
}
