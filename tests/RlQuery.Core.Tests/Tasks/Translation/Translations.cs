namespace RlQuery.Core.Tests.Tasks.Translation;

/// <summary>Hypotheses and references with the scores that sacreBLEU 2.6.0 gave here; most are examples of its own page and tests.</summary>
internal static class Translations
{
    public static readonly (string[] Said, string[] References, double Bleu, double ChrF, double ChrFWords)[] All =
    [
        (
            ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."],
            ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
            45.06750632106114, 50.043063606582294, 51.7309698503746),
        (
            ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."],
            ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
            28.330553664429278, 51.70106133373036, 51.66340120735487),
        (
            ["Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;"], ["producţia de zahăr brut se exprimă în zahăr alb;"],
            8.493098745313148, 46.16121170087866, 42.97031055499004),
        (
            [" Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. "],
            ["Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich."],
            24.384183193426086, 64.818123726097, 61.58723245629576),
        (
            ["He paid $1,000.50 (about 3-4 &quot;pounds&quot;), i.e. 20% & more…"], ["He paid $1,000.50 (about 3-4 \"pounds\") i.e., 20 % and more..."],
            62.343780776816146, 59.21723632719274, 59.0885627895695),
        (["ok"], ["ok then"], 0, 31.25, 39.64194373401534),
        (["a b", "c"], ["a b", "d"], 0, 83.33333333333333, 83.33333333333333),
        (["\U0001F600\U0001F600 ok.", "x"], ["\U0001F600 ok.\U0001F600", ""], 0, 58.33333333333333, 41.666666666666664),
    ];

    public static TheoryData<int> Cases { get; } = new(Enumerable.Range(0, All.Length));
}
