namespace RlQuery.Cli.Labelling;

/// <summary><c>rlquery session agreement</c>: prints how far annotators agree.</summary>
internal sealed class AgreementSubverb : Verb
{
    private readonly SessionOptions _session = new();

    public AgreementSubverb(Terminal terminal)
        : base("agreement", "Print how far annotators agree.", "rlquery session agreement sessions/mine")
    {
        _session.AddTo(this);
        SetAction(parsed => SessionExchange.ShowAgreement(_session.Read(parsed), terminal));
    }
}
