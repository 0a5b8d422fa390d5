using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Execution;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>In how many pairs of problems that ask the same the answers agree.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Pairs_agree_by_their_answers_and_where_none_is_told_when_both_are_right() => Assert.Equal(
        new Proportion(3, 6),
        Agreement.Of(
        [
            // One answer, right or wrong.
            Asked("a", "7", isCorrect: true), Asked("a", "7", isCorrect: true),
            Asked("b", "1", isCorrect: false), Asked("b", "1", isCorrect: false),
            Asked("c", "1", isCorrect: true), Asked("c", "2", isCorrect: false),
            Asked("d", null, isCorrect: true), Asked("d", null, isCorrect: true),
            Asked("e", null, isCorrect: false), Asked("e", null, isCorrect: false),
            Asked("f", "1", isCorrect: true), Asked("f", null, isCorrect: false),
            Asked("alone", "1", isCorrect: true), Asked(null, "1", isCorrect: true), Asked(null, "1", isCorrect: true),
        ]));

    [Fact]
    public void Of_three_that_ask_the_same_each_two_are_a_pair() => Assert.Equal(
        new Proportion(1, 3), Agreement.Of([Asked("a", "1", true), Asked("a", "2", false), Asked("a", "1", true)]));

    [Fact]
    public void Without_pairs_there_is_no_agreement() => Assert.Null(Agreement.Of([Asked(null, "1", true), Asked("a", "1", true)]));

    [Fact]
    public async Task An_evaluation_tells_it_of_the_greedy_responses()
    {
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        var twins = new Stage<ProblemsAttribute, PromptSet>("Twins", new ProblemsAttribute<TwinSums> { Count = 6, Split = Split.All });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 4 }, StageInput.List<Policy>(tiny.Initial), twins)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };

        var evaluation = await host.RunAsync(new("twins", typeof(AgreementTests), 1, tiny.Initial, twins, report), report);

        Assert.Equal(3, evaluation.Policies.Single().Agreement?.Trials);
    }

    private static RolloutGroup Asked(string? same, string? answer, bool isCorrect) => new(
        new MathProblem { Id = "1", Prompt = "q", Answer = "7", SameAs = same },
        [new(TestRollouts.Of("r"), isCorrect ? 1 : 0, isCorrect) { Answer = answer }]);

    [ImplementationVersion(1)]
    public sealed class TwinSums : IProblemSource<MathProblem>
    {
        public IEnumerable<MathProblem> Problems(Random random) => Enumerable.Range(0, int.MaxValue).Select(i => new MathProblem
        {
            Id = $"{i}",
            Prompt = i % 2 == 0 ? $"{(i / 2) + 2}+1=" : $"1+{(i / 2) + 2}=",
            Answer = $"{(i / 2) + 3}",
            SameAs = $"{i / 2}",
        });
    }
}
