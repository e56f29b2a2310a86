using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentConsole.Web.Shell.Description;

/// <summary>Adds to each operation its body, who may call it, and the refusals with their codes.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document ?? throw new InvalidOperationException("An operation is described within its document.");
        var body = metadata.OfType<TakenBody>().LastOrDefault();
        if (body is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken) },
                },
            };
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            if (parameter is { In: ParameterLocation.Header, Name: "Idempotency-Key" })
                (parameter.Required, parameter.Description) = (true, "Printable ASCII; the same key and content get the first answer again.");

        var needed = metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements()).OfType<CallerRequirement>().LastOrDefault();
        operation.Security = SecurityOf(needed, document);
        foreach (var refusals in Refusals(metadata, needed, body, context.Description.HttpMethod).GroupBy(refusal => refusal.Status).OrderBy(group => group.Key))
            Tell(operation, document, refusals.Key, [.. refusals.SelectMany(refusal => refusal.Codes).Distinct()]);
    }

    private static IEnumerable<ToldRefusal> Refusals(IList<object> metadata, CallerRequirement? needed, TakenBody? body, string? method)
    {
        foreach (var told in metadata.OfType<ToldRefusal>()) yield return told;
        if (body is not null)
        {
            yield return new(StatusCodes.Status400BadRequest, ["malformed"]);
            yield return new(StatusCodes.Status413PayloadTooLarge, ["too_large"]);
            yield return new(StatusCodes.Status415UnsupportedMediaType, ["json_expected"]);
        }

        if (needed is not null) yield return new(StatusCodes.Status401Unauthorized, ["unauthenticated"]);
        if (needed?.Kind == CallerKind.Agent) yield return new(StatusCodes.Status403Forbidden, ["agent_needed"]);
        if (needed?.Kind == CallerKind.Person) yield return new(StatusCodes.Status403Forbidden, ["person_needed"]);
        if (needed?.Permission is not null) yield return new(StatusCodes.Status403Forbidden, ["role_missing"]);
        if (needed is { Kind: not CallerKind.Agent } && method is not "GET") yield return new(StatusCodes.Status403Forbidden, ["antiforgery_required"]);
        yield return new(StatusCodes.Status503ServiceUnavailable, ["busy"]);
    }

    private static void Tell(OpenApiOperation operation, OpenApiDocument document, int status, IReadOnlyList<string> codes)
    {
        operation.Responses ??= [];
        var key = status.ToString(CultureInfo.InvariantCulture);
        var response = ResponseOf(document, codes);
        if (codes.Count > 1)
        {
            operation.Responses[key] = response;
            return;
        }

        // Most operations share these, so they stand once.
        var shared = $"{key}_{codes[0]}";
        document.AddComponent<IOpenApiResponse>(shared, response);
        operation.Responses[key] = new OpenApiResponseReference(shared, document);
    }

    private static OpenApiResponse ResponseOf(OpenApiDocument document, IReadOnlyList<string> codes) => new()
    {
        Description = string.Join(", ", codes),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemType] = new()
            {
                Schema = new OpenApiSchema
                {
                    AllOf = [new OpenApiSchemaReference(DocumentDescriber.Problem, document)],
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Select(code => (JsonNode)code)] },
                    },
                },
            },
        },
    };

    private static List<OpenApiSecurityRequirement> SecurityOf(CallerRequirement? needed, OpenApiDocument document)
    {
        string[] schemes = needed?.Kind switch
        {
            CallerKind.Agent => [DocumentDescriber.AgentKey],
            CallerKind.Person => [DocumentDescriber.AccessToken, DocumentDescriber.Session],
            CallerKind.Either => [DocumentDescriber.AgentKey, DocumentDescriber.AccessToken, DocumentDescriber.Session],
            null => [],
        };
        return [.. schemes.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
    }
}
