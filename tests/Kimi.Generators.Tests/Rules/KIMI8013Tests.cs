using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8013: every response of a group gets its own verdict.</summary>
public sealed class KIMI8013Tests
{
    [Theory]
    [InlineData("{|KIMI8013:[Verdict.Of(rollouts.Count > 2)]|}")]
    [InlineData("[.. {|KIMI8013:rollouts.OrderBy(rollout => rollout.Length)|}.Select(rollout => Verdict.Of(rollout.Length > 2))]")]
    [InlineData("{|KIMI8013:rollouts.Where(rollout => rollout.Length > 2)|}.Select(rollout => Verdict.Of(true)).ToList()")]
    public async Task A_set_number_and_another_order_are_told(string verdicts) => await CheckAsync(verdicts);

    [Fact]
    public async Task Responses_that_are_left_out_are_said_to_be() => Assert.StartsWith(
        "Own.JudgeAsync leaves out responses by Where, ",
        Assert.Single(await CheckAsync("{|KIMI8013:rollouts.Where(rollout => rollout.Length > 2)|}.Select(rollout => Verdict.Of(true)).ToList()")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[.. rollouts.Select(rollout => Verdict.Of(rollout.Length > 2))]")]
    [InlineData("[.. rollouts.Select(rollout => Verdict.Of(rollouts.OrderBy(other => other.Length).First() == rollout))]")]
    [InlineData("rollouts.Select(rollout => Verdict.Of(rollout.Length > 2)).ToArray()")]
    public async Task One_for_each_in_their_order_is_fine(string verdicts) => await CheckAsync(verdicts);

    [Theory]
    [InlineData("[.. rollouts.Select((rollout, i) => (rollout, i)).OrderBy(e => e.rollout.Length)"
        + ".Select((e, r) => (e.i, r)).OrderBy(e => e.i).Select(e => Verdict.Of(e.r < 2))]")]
    [InlineData("[Verdict.Of(rollouts[0].Length > 2), .. rollouts.Skip(1).Select(rollout => Verdict.Of(rollout.Length > 3))]")]
    public async Task Whoever_sorts_back_or_counts_is_not_told(string verdicts) => await CheckAsync(verdicts);

    [Theory]
    [InlineData("rollouts.Count != 2", "[Verdict.Of(isFirst), Verdict.Of(!isFirst)]")]
    [InlineData("rollouts is not [_, _]", "[Verdict.Of(isFirst), Verdict.Of(!isFirst)]")]
    [InlineData("rollouts.Count == 0", "{|KIMI8013:[Verdict.Of(isFirst), Verdict.Of(!isFirst)]|}")]
    public async Task A_set_number_where_all_others_are_refused_is_fine(string refused, string verdicts) => await Recipes.CheckAsync($$"""
        public sealed class Own : IGroupReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
            {
                if ({{refused}})
                    throw new InvalidOperationException("set SamplesPerPrompt to 2");
                var isFirst = rollouts[0].Text == problem.Answer;
                return new({{verdicts}});
            }
        }
        """);

    [Fact]
    public async Task A_penalty_of_one_value_is_told() => Assert.Equal(
        "Own.Apply returns 1 value however many responses there are, which counts as a fault of all: give one for each of 'group', in their order",
        Assert.Single(await Recipes.CheckAsync("""
            public sealed class Own : IPenalty
            {
                public double[] Apply(RolloutGroup group, TrainingProgress progress) => {|KIMI8013:[-0.1 * group.Count]|};
            }
            """)));

    private static Task<IReadOnlyList<string>> CheckAsync(string verdicts) => Recipes.CheckAsync($$"""
        public sealed class Own : IGroupReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
                new({{verdicts}});
        }
        """);

    [Theory]
    [InlineData("documents.{|KIMI8013:Where|}", 1)]
    [InlineData("documents.", 0)]
    public async Task A_corpus_rule_that_leaves_documents_out_is_told(string documents, int told) => Assert.Equal(
        told,
        (await Recipes.AnalyzeAsync(Compilations.Create($$"""
            public sealed class Own : ICorpusRule
            {
                public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
                    [.. {{(told > 0 ? "documents.Where(document => document.Text.Length > 3)" : documents.TrimEnd('.'))}}
                        .Select(document => new RefinedDocument.Kept(document))];
            }
            """))).Diagnostics.Count(diagnostic => diagnostic.Id == "KIMI8013"));

    [Theory]
    [InlineData("rollouts.{|KIMI8013:OrderBy|}", "OrderBy(rollout => rollout.Length)", "[.. some.Select(rollout => Verdict.Of(rollout.Length > 3))]")]
    [InlineData("rollouts.{|KIMI8013:GroupBy|}", "GroupBy(rollout => rollout.Length)",
        "[.. some.SelectMany(group => group.Select(rollout => Verdict.Of(rollout.Length > 3)))]")]
    [InlineData("", "Where(rollout => rollout.Length > 3).ToList()",
        "some.Count == rollouts.Count ? [.. some.Select(rollout => Verdict.Of(true))] : [.. rollouts.Select(rollout => Verdict.Of(rollout.Length > 3))]")]
    [InlineData("", "OrderBy(rollout => rollout.Length).ToList()", "[.. rollouts.Select(rollout => Verdict.Of(some.IndexOf(rollout) < 2))]")]
    public async Task A_list_in_a_variable_is_followed(string told, string some, string verdicts) => Assert.Equal(
        told.Length > 0 ? 1 : 0,
        (await Recipes.AnalyzeAsync(Compilations.Create($$"""
            public sealed class Own : IGroupReward<MathProblem>
            {
                public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
                    MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
                {
                    var some = rollouts.{{some}};
                    return new({{verdicts}});
                }
            }
            """))).Diagnostics.Count(diagnostic => diagnostic.Id == "KIMI8013"));

    [Theory]
    [InlineData("Parallel.ForEachAsync(rollouts, cancellationToken, (rollout, _) => { all.Add(Verdict.Of(rollout.Length > 3)); return default; })", 1)]
    [InlineData("Task.WhenAll(rollouts.Select(async rollout => { await Task.Yield(); all.Add(Verdict.Of(rollout.Length > 3)); }))", 1)]
    [InlineData("Task.Run(() => { foreach (var rollout in rollouts) all.Add(Verdict.Of(rollout.Length > 3)); })", 0)]
    public async Task Verdicts_in_the_order_in_which_they_come_are_told(string work, int told) => Assert.Equal(
        told,
        (await Recipes.AnalyzeAsync(Compilations.Create($$"""
            public sealed class Own : IGroupReward<MathProblem>
            {
                public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
                    MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
                {
                    var all = new List<Verdict>();
                    await {{work}};
                    return all;
                }
            }
            """))).Diagnostics.Count(diagnostic => diagnostic.Id == "KIMI8013"));
}
