using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Policies;

/// <summary>How policy.json is written and read.</summary>
internal static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Write(PolicyDocument document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>Reads a document; its content is not checked.</summary>
    public static PolicyDocument Read(byte[] text, string source)
    {
        try
        {
            RequireFormat(text, source);
            PolicyDocument document = JsonSerializer.Deserialize<PolicyDocument>(text, Options)
                ?? throw new InvalidInputException($"{source}: null is not allowed; a policy is a JSON object");
            RequireNoNulls(document, source);
            return document;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException($"{source}: {Describe(exception)}");
        }
    }

    // Checked first: in another format, other members are not faults.
    private static void RequireFormat(byte[] text, string source)
    {
        JsonText.RequireReadable(text);
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidInputException($"{source}: a policy is a JSON object");
        }
        if (!json.RootElement.TryGetProperty("format", out JsonElement format))
        {
            throw new InvalidInputException($"{source}: format is missing; this version reads {PolicyDocument.CurrentFormat}");
        }
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out int number) || number != PolicyDocument.CurrentFormat)
        {
            throw new InvalidInputException($"{source}: format {format.GetRawText()} is unknown; this version reads {PolicyDocument.CurrentFormat}");
        }
    }

    // The serialiser refuses null for a member, but takes it in a list.
    private static void RequireNoNulls(PolicyDocument document, string source)
    {
        (string List, IEnumerable<object?> Entries)[] lists =
        [
            ("signals.names", document.Signals.Names), ("state.names", document.State.Names), ("data", document.Data), ("synthetic", document.Synthetic),
        ];
        string[] faults = [.. lists.Where(list => list.Entries.Contains(null)).Select(list => $"{source}: {list.List}: null is not allowed; use names")];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    // The serialiser's messages name types and end with paths; a user needs the member.
    private static string Describe(JsonException exception)
    {
        if (exception.Path is null)
        {
            return exception.Place();
        }
        string message = exception.Message.ReplaceLineEndings(" ");
        int end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = end < 0 ? message : message[..end];
        string member = exception.Path.Length > 2 ? $"{exception.Path[2..]}: " : "";
        const string Missing = "missing required properties including: ";
        int missing = message.IndexOf(Missing, StringComparison.Ordinal);
        if (missing >= 0)
        {
            return $"{member}missing {message[(missing + Missing.Length)..].TrimEnd('.').Replace("; ", ", ", StringComparison.Ordinal)}";
        }
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"{member}unknown member";
        }
        return message.Contains("could not be converted", StringComparison.Ordinal)
            ? $"{member}a value of another kind is needed"
            : member + message;
    }
}
