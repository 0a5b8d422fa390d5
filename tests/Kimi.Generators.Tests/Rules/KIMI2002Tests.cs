using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2002: artifacts agree in type along the graph.</summary>
public sealed class KIMI2002Tests
{
    private const string Sources = """
        [InitializeTransformer] public abstract Policy Warm();
        [Problems<Sums>] public abstract PromptSet Curated();
        """;

    [Theory]
    [InlineData(
        "[Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, {|KIMI2002:Policy|} curated);",
        "stage 'LongCot' takes 'curated' as a Policy, but stage 'Curated' makes a PromptSet: take a PromptSet, or name a stage that makes a Policy")]
    [InlineData(
        "[FineTune] public abstract Policy Sft(Policy warm, {|KIMI2002:PromptSet|} curated);",
        "stage 'Sft' takes 'curated' as a PromptSet, but [FineTune] takes a Demonstrations there: pass a Demonstrations")]
    [InlineData(
        "[MergeWeights] public abstract {|KIMI2002:PromptSet|} Merged(Policy warm);",
        "stage 'Merged' returns a PromptSet, but [MergeWeights] makes a Policy: return a Policy")]
    [InlineData(
        "[MergeWeights] public abstract {|KIMI2002:Task<Policy>|} Merged(Policy warm);",
        "stage 'Merged' returns a task, but [MergeWeights] makes a Policy: return a Policy")]
    [InlineData(
        "[Transform] public static Policy Same({|KIMI2002:Evaluation|} warm) => null!;",
        "stage 'Same' takes 'warm' as an Evaluation, but stage 'Warm' makes a Policy: take a Policy, or name a stage that makes an Evaluation")]
    public async Task A_mismatch_names_both_types_and_where_each_comes_from(string stage, string message) => Assert.Equal(
        message,
        Assert.Single(await Recipes.CheckAsync($"[Recipe(\"r\")] public abstract partial class R {{ {Sources} {stage} }}")));

    [Fact]
    public async Task Types_of_one_name_are_told_apart_by_their_namespaces()
    {
        var messages = await Recipes.CheckAsync("""
            namespace Own { public sealed record Policy : Artifact; }
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Warm();
                [Transform] public static Policy Same({|KIMI2002:Own.Policy|} warm) => null!;
            }
            """);
        Assert.Equal(
            "stage 'Same' takes 'warm' as an Own.Policy, but stage 'Warm' makes a Kimi.Dsl.Policy: "
            + "take a Kimi.Dsl.Policy, or name a stage that makes an Own.Policy",
            messages[0]);
    }

    [Fact]
    public async Task Tasks_of_a_transform_and_annotated_parameters_agree() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Transform] public static Task<PromptSet> A() => Task.FromResult(new PromptSet([]));
            [Transform] public static async ValueTask<PromptSet> B(PromptSet? a) { await Task.Yield(); return a!; }
            [Transform] public static PromptSet C(PromptSet b) => b;
        }
        """);

    [Fact]
    public async Task A_type_that_does_not_compile_is_left_to_the_compiler()
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create(
            "[Recipe(\"r\")] public abstract partial class R { [MergeWeights] public abstract Policy Merged(Polic warm); }"));
        Assert.Empty(diagnostics);
    }
}
