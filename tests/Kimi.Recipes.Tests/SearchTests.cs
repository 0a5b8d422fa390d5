using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Tests;

public sealed class SearchTests
{
    [Fact]
    public void A_search_tries_the_candidates_in_their_cyclic_order()
    {
        // 3·2² + 7·2 + 5 = 31 ≡ 9, 3·3² + 7·3 + 5 = 53 ≡ 9, and 3·4² + 7·4 + 5 = 81 ≡ 4.
        var search = RootSearch.Parse("375@2=");

        Assert.Equal(["26249", "39549", "418A4"], search.Tries.Take(3).Select(found => found.Trial));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1], search.Tries.Select(found => found.Candidate));
        Assert.Equal("375@2=", search.ToString());
        Assert.Equal(
            Enumerable.Range(0, 11).Select(i => (i + 2) % 11).Select(x => ((3 * x * x) + (7 * x) + 5) % 11 == 0),
            search.Tries.Select(found => found.IsRoot));
    }

    [Theory]
    [InlineData(SearchQuestion.Root)]
    [InlineData(SearchQuestion.Parity)]
    public void The_level_is_the_try_that_finds_the_first_root_and_the_answer_is_about_it(SearchQuestion question)
    {
        var problems = new SearchProblems(new() { MaxLevel = 5, Question = question }).Problems(new SeededRandom(1)).Take(500).ToList();

        Assert.Equal([1, 2, 3, 4, 5], problems.Select(problem => problem.Level).Distinct().Order());
        Assert.All(problems, problem =>
        {
            var tries = RootSearch.Parse(problem.Prompt.Text).Tries.ToList();
            Assert.Equal(problem.Level, tries.FindIndex(found => found.IsRoot) + 1);
            var root = tries[problem.Level - 1].Candidate;
            Assert.Equal(question == SearchQuestion.Root ? $"{root:X}" : $"{root % 2}", problem.Answer);
        });
    }

    // 2² + 3·2 + 4 = 14 ≡ 3, and 3² + 3·3 + 4 = 22 ≡ 0.
    [Theory]
    [InlineData("225A3;33670#3", true)]
    [InlineData("225A3#3", false)]
    [InlineData("225A3;33670#4", false)]
    [InlineData("225A3;33670", false)]
    public async Task An_answer_is_found_where_the_last_trial_has_the_value_0_and_it_is_right(string response, bool found)
    {
        var problem = new MathProblem { Id = "1", Prompt = "134@2=", Answer = "3" };

        var rollout = new Rollout { ProblemId = "1", PromptTokens = [], Turns = [], Text = response, StopReason = StopReason.EndOfText };

        Assert.Equal(new Verdict.Scored(found ? 1 : 0), await new FoundAnswerReward().JudgeAsync(problem, rollout, CancellationToken.None));
    }

    [Fact]
    public void With_a_decay_of_a_half_each_level_is_half_as_frequent_as_the_one_below()
    {
        var problems = new SearchProblems(new() { MaxLevel = 3, Decay = 0.5 }).Problems(new SeededRandom(2)).Take(7_000);
        var levels = problems.CountBy(problem => problem.Level).ToDictionary();

        // Four sevenths, two and one: within five standard deviations.
        Assert.InRange(levels[1], 3_790, 4_210);
        Assert.InRange(levels[2], 1_810, 2_190);
        Assert.InRange(levels[3], 850, 1_150);
    }

    [Fact]
    public void A_teacher_that_never_gives_up_is_always_right_and_uses_only_the_alphabet()
    {
        var traces = new SearchTraces(new() { GiveUpRate = 0 });
        foreach (var problem in new SearchProblems(new()).Problems(new SeededRandom(3)).Take(100))
        {
            var trace = traces.Respond(problem, new SeededRandom(4));

            Assert.EndsWith($"#{problem.Answer}", trace, StringComparison.Ordinal);
            Assert.Equal(problem.Level, trace.Count(character => character == ';') + 1);
            Assert.All(problem.Prompt.Text + trace, character => Assert.Contains(character, SearchTraces.Alphabet));
        }
    }

    [Fact]
    public void A_teacher_that_repeats_trials_makes_each_twice_as_often_at_a_rate_of_a_half_and_finds_the_same()
    {
        var traces = new SearchTraces(new() { GiveUpRate = 0, RepeatRate = 0.5 });
        var random = new SeededRandom(7);
        var (made, different) = (0, 0);
        foreach (var problem in new SearchProblems(new()).Problems(new SeededRandom(8)).Take(1_000))
        {
            var parts = traces.Respond(problem, random).Split('#');
            var trials = parts[0].Split(';');
            var once = trials.Where((trial, index) => index == 0 || trial != trials[index - 1]).ToList();
            made += trials.Length;
            different += once.Count;

            Assert.Equal(RootSearch.Parse(problem.Prompt.Text).Tries.Take(problem.Level).Select(found => found.Trial), once);
            Assert.Equal(problem.Answer, parts[1]);
        }

        Assert.InRange((double)made / different, 1.9, 2.1);
    }

    [Theory]
    [InlineData(SearchQuestion.Root, 0.09)]
    [InlineData(SearchQuestion.Parity, 0.5)]
    public void A_teacher_that_always_gives_up_guesses(SearchQuestion question, double rate)
    {
        var traces = new SearchTraces(new() { GiveUpRate = 1 });
        var random = new SeededRandom(5);
        var problems = new SearchProblems(new() { Question = question }).Problems(new SeededRandom(6)).Where(problem => problem.Level > 1).Take(2_000).ToList();

        var right = problems.Count(problem => traces.Respond(problem, random).Split('#')[1] == problem.Answer);

        Assert.InRange(right / 2_000.0, rate - 0.04, rate + 0.04);
    }
}
