using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests;

public sealed class ChainTests
{
    [Fact]
    public void A_chain_is_read_from_left_to_right_modulo_ten()
    {
        var chain = Chain.Parse("7+5-3*4=");

        Assert.Equal([2, 9, 6], chain.Results);
        Assert.Equal("96", chain.Answer);
        Assert.Equal("7+5-3*4=", chain.ToString());
    }

    [Fact]
    public void Levels_lie_between_the_fewest_and_the_most_operations()
    {
        var problems = new ChainProblems(new() { MinOperations = 3, MaxOperations = 5 }).Problems(new SeededRandom(1)).Take(200).ToList();

        Assert.Equal([3, 4, 5], problems.Select(problem => problem.Level).Distinct().Order());
        Assert.All(problems, problem => Assert.Equal(Chain.Parse(problem.Prompt.Text).Answer, problem.Answer));
    }

    [Fact]
    public void A_teacher_that_verifies_every_step_is_always_right()
    {
        var traces = new ChainTraces(new() { SlipRate = 1, VerificationRate = 1 });
        var problem = new ChainProblems(new()).Problems(new SeededRandom(2)).First();
        var random = new SeededRandom(3);

        // A trace draws its own rate up to the given one, so among many some verify all their steps.
        var careful = Enumerable.Range(0, 200)
            .Select(_ => traces.Respond(problem, random))
            .Where(trace => trace.Count(c => c == '?') == problem.Level)
            .ToList();

        Assert.NotEmpty(careful);
        Assert.All(careful, trace => Assert.EndsWith($"#{problem.Answer}", trace, StringComparison.Ordinal));
    }

    [Fact]
    public void A_teacher_that_never_slips_is_always_right_and_uses_only_the_alphabet()
    {
        var traces = new ChainTraces(new() { SlipRate = 0 });
        var random = new SeededRandom(3);

        var problems = new ChainProblems(new()).Problems(new SeededRandom(4)).Take(50).ToList();

        Assert.Equal(50, problems.Count);
        foreach (var problem in problems)
        {
            var trace = traces.Respond(problem, random);
            Assert.EndsWith($"#{problem.Answer}", trace, StringComparison.Ordinal);
            Assert.All(problem.Prompt + trace, character => Assert.Contains(character, ChainTraces.Alphabet));
        }
    }
}
