using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary><c>--encoder</c> and <c>--no-cache</c> of the verbs that read tables with texts or images.</summary>
internal sealed class EncoderOptions
{
    /// <summary>Makes the options.</summary>
    /// <param name="more">What else to say of the first.</param>
    public EncoderOptions(string more = "") => Encoder = new("--encoder")
    {
        HelpName = "NAME|FILE.onnx",
        Description = "How columns of texts or images become numbers (see 'rlquery list encoders'): a name, or a model of your own, or several joined by +, "
            + $"each of which makes a view for --learner panel; may be given once for each kind, and wins over a schema. {more}"
            + $"Default: the schema's, else {PretrainedEncoders.Texts.Name} and {PretrainedEncoders.Images.Name}.",
    };

    /// <summary>Names of encoders.</summary>
    public Option<string[]> Encoder { get; }

    /// <summary>Whether embeddings are computed anew, and not kept.</summary>
    public Option<bool> NoCache { get; } = new("--no-cache")
    {
        Description = "Compute embeddings of texts and images anew, and do not keep them. Default: they are kept in a file of the user's cache folder.",
    };

    /// <summary>Both options.</summary>
    public Option[] All => [Encoder, NoCache];

    /// <summary>The encoders that a command line asks for; what is wrong is added to the faults.</summary>
    public MixedTableFeaturizer Read(ParseResult parsed, Parts parts, Terminal terminal, Faults faults) =>
        Create(parsed.GetValue(Encoder), parts, Options(parsed, terminal), faults);

    /// <summary>Progress, cancellation and cache.</summary>
    public EncodingOptions Options(ParseResult parsed, Terminal terminal) => new()
    {
        Progress = new EncodingDisplay(terminal),
        Cancellation = terminal.Cancellation,
        Cache = parsed.GetValue(NoCache) ? null : PretrainedEncoders.DefaultCache,
    };

    /// <summary>Encoders by name; what is wrong is added to the faults.</summary>
    public static MixedTableFeaturizer Create(IReadOnlyList<string>? names, Parts parts, EncodingOptions options, Faults faults) =>
        new(faults.Collect(() => PretrainedEncoders.Create(parts, names, options)) ?? PretrainedEncoders.Create(parts, null, options));
}
