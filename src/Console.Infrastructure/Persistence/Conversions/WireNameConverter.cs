using AgentConsole.Domain;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgentConsole.Infrastructure.Persistence.Conversions;

/// <summary>Keeps a named value by its wire name, so that a row reads without the code.</summary>
internal sealed class WireNameConverter<T>() : ValueConverter<T, string>(
    value => WireName.Of(value),
    text => WireName.Parse<T>(text))
    where T : struct, Enum;
