using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Guards;

/// <summary>What is kept of stages from keystroke to keystroke is what would be found in them anew.</summary>
public sealed class KeptStageTests
{
    private const string Recipe = """
        [Recipe("kept")]
        public abstract partial class Kept
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [InitializeTransformer] public abstract Policy Initial();
            [Pretrain(Steps = 10, WarmupSteps = 20)] public abstract Policy Pretrained(Policy initial, Corpus web);
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Web();
            [Deepen(Depth = 5)] public abstract Policy Deep(Policy pretrained);
            [Reinforce, MirrorDescent, ExactAnswerReward, Warm(Heat = 3)] public abstract Policy LongCot(Policy deep, PromptSet problems);
        }
        """;

    private const string Attributes = """
        [Establishes(Fact.Tuned)]
        public sealed class DeepenAttribute : StageAttribute<Policy, Policy>
        {
            [Range(0, 10)] public int Depth { get; set; }
        }

        public sealed class WarmAttribute : RewardAttribute<IReward>
        {
            [Range(0, 10)] public int Heat { get; set; }
        }
        """;

    [Theory]
    // In another stage, a value and its place.
    [InlineData(0, "[InitializeTransformer]", "[InitializeTransformer(Layers = 0)]", "KIMI5001", "KIMI5002")]
    [InlineData(0, "[InitializeTransformer]", "\n\n[InitializeTransformer]", "KIMI5002")]
    [InlineData(0, "[InitializeTransformer]", "[InitializeTransformer, Obsolete]", "KIMI5002")]
    [InlineData(0, "WarmupSteps = 20", "WarmupSteps = 5")]
    // In what a class of attributes in another file declares.
    [InlineData(1, "Range(0, 10)] public int Depth", "Range(0, 4)] public int Depth", "KIMI5001", "KIMI5002")]
    [InlineData(1, "Range(0, 10)] public int Heat", "Range(0, 2)] public int Heat", "KIMI5001", "KIMI5002")]
    public async Task After_an_edit_each_stage_is_told_what_is_wrong_with_it_now(int file, string old, string edited, params string[] told)
    {
        var before = Compilations.Create(Recipe, Attributes);
        Assert.Equal(["KIMI5002"], Ids(await ToldAsync(before)));
        var tree = before.SyntaxTrees.Single(each => each.FilePath == $"{file}.cs");
        Assert.Contains(old, tree.ToString(), StringComparison.Ordinal);

        var after = before.ReplaceSyntaxTree(tree, Compilations.Parse(tree.ToString().Replace(old, edited, StringComparison.Ordinal), tree.FilePath));

        var now = await ToldAsync(after);
        Assert.Equal(told, Ids(now));
        Assert.Equal(await ToldAsync(Compilations.Anew(after)), now);
    }

    private static IEnumerable<string> Ids(IEnumerable<string> told) => told.Select(each => each.Split(' ')[0]).Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<string>> ToldAsync(CSharpCompilation compilation)
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(compilation);
        return [.. diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan()} {diagnostic.GetMessage()}")
            .Order(StringComparer.Ordinal)];
    }
}
