using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AgentConsole.Domain;
using AgentConsole.Domain.Reviews;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>The arguments as text to change; what cannot be seen in a field stands there by its number.</summary>
public sealed partial class EditPanel
{
    // Letters of western languages as themselves; blanks that hide, and all that reorders or joins, as \uXXXX.
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(Readable()) };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private const int RowsMin = 4;
    private const int RowsMax = 14;

    private string _text = "";
    private string _original = "";
    private string? _arguments;
    private string? _fault;

    [Inject] public required Drafts Drafts { get; init; }

    /// <summary>Canonical JSON.</summary>
    [Parameter, EditorRequired] public string Arguments { get; set; } = "";

    /// <summary>Under which the browser keeps what is half written; it names the arguments that it began with.</summary>
    [Parameter, EditorRequired] public string DraftKey { get; set; } = "";

    [Parameter] public bool IsHighRisk { get; set; }

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter] public IReadOnlyList<Fault> Faults { get; set; } = [];

    [Parameter] public EventCallback<JsonElement> OnEdit { get; set; }

    [Parameter] public EventCallback OnBack { get; set; }

    private int Rows => Math.Clamp(_text.AsSpan().Count('\n') + 2, RowsMin, RowsMax);

    private bool IsTooLong => Arguments.Length > ReviewLimits.EditedLengthMax;

    protected override void OnParametersSet()
    {
        if (_arguments == Arguments) return;
        _arguments = Arguments;
        _text = _original = IsTooLong ? "" : JsonSerializer.Serialize(JsonElement.Parse(Arguments), Form);
    }

    private void Type(string? text) => (_text, _fault) = (text ?? "", null);

    private async Task StartOverAsync()
    {
        Type(_original);
        await Drafts.ClearAsync(DraftKey);
    }

    private async Task EditAsync()
    {
        try
        {
            using var typed = JsonDocument.Parse(_text, Strict);
            if (typed.RootElement.ValueKind != JsonValueKind.Object) _fault = "The arguments must be an object in braces.";
            else await OnEdit.InvokeAsync(typed.RootElement.Clone());
        }
        catch (JsonException fault)
        {
            _fault = string.Create(CultureInfo.InvariantCulture, $"This is not JSON: line {fault.LineNumber + 1}, character {fault.BytePositionInLine + 1}.");
        }
    }

    private static TextEncoderSettings Readable()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA);
        settings.ForbidCharacters('\u00a0', '\u00ad', '\u007f');
        return settings;
    }
}
