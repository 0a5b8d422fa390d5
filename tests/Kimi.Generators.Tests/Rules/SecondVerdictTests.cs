using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8013: a response whose answer cannot be read has one verdict, as all others have.</summary>
public sealed class SecondVerdictTests
{
    [Theory]
    [InlineData("verdicts.Add(Verdict.Of(parts.Length > 1)); seen.Add(parts[1]);", "catch (IndexOutOfRangeException)")]
    [InlineData("verdicts.Add(Verdict.Of(parts.Length > 1)); var number = int.Parse(parts[0]); seen.Add($\"{number}\");", "catch (FormatException)")]
    [InlineData("verdicts.Add(Verdict.Of(true)); seen.Add(parts.First(part => part.Length > 3));", "catch")]
    [InlineData("verdicts.Add(Verdict.Of(true)); await Task.Yield(); seen.Add(parts[0]);", "catch (Exception)")]
    [InlineData("verdicts.Add(Verdict.Of(true)); seen.Add(parts[2].Trim());", "catch (Exception fault) when (fault is not OperationCanceledException)")]
    public async Task A_try_that_may_still_throw_after_its_verdict_is_told(string tried, string caught) => await CheckAsync($$"""
        try { {{tried}} }
        {{caught}} { {|KIMI8013:verdicts.Add(Verdict.Of(false))|}; }
        """);

    [Theory]
    [InlineData("try { seen.Add(parts[1]); } catch (Exception) { {|KIMI8013:verdicts.Add(Verdict.Of(false))|}; } verdicts.Add(Verdict.Of(true));")]
    [InlineData("verdicts.Add(Verdict.Of(true)); try { seen.Add(parts[1]); } catch (Exception) { {|KIMI8013:verdicts.Add(Verdict.Of(false))|}; }")]
    public async Task A_handler_that_adds_beside_the_statements_around_it_is_told(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("try { seen.Add(parts[1]); verdicts.Add(Verdict.Of(true)); } catch (IndexOutOfRangeException) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { seen.Add(parts[1]); } catch (IndexOutOfRangeException) { verdicts.Add(Verdict.Of(false)); continue; } verdicts.Add(Verdict.Of(true));")]
    [InlineData("var verdict = Verdict.Of(false); try { seen.Add(parts[1]); verdict = Verdict.Of(true); } catch (IndexOutOfRangeException) { } "
        + "verdicts.Add(verdict);")]
    public async Task One_verdict_whatever_happens_is_fine(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("try { verdicts.Add(Verdict.Of(parts[1] == \"4\")); seen.Add(parts[0]); } catch (Exception) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { verdicts.Add(Verdict.Of(parts[1] == \"4\")); seen.Add(parts[^1]); } catch (Exception) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { verdicts.Add(Verdict.Of(parts[1] == \"4\")); continue; } catch (Exception) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { verdicts.Add(Verdict.Of(true)); if (parts.Length > 1) seen.Add(parts[1]); } catch (Exception) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { verdicts.Add(Verdict.Of(true)); seen.Add(parts[1]); } catch (FormatException) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("var before = verdicts.Count; try { verdicts.Add(Verdict.Of(true)); seen.Add(parts[1]); } catch (Exception) "
        + "{ if (verdicts.Count == before) verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("try { verdicts.Add(Verdict.Of(true)); seen[problem.Level] = rollout.Text; } catch (Exception) { verdicts.Add(Verdict.Of(false)); }")]
    [InlineData("verdicts.Add(Verdict.Of(false)); try { seen.Add(parts[1]); verdicts[^1] = Verdict.Of(true); } catch (Exception) { seen.Add(\"\"); }")]
    public async Task What_cannot_throw_or_is_counted_is_not_told(string body) => await CheckAsync(body);

    [Fact]
    public async Task What_may_throw_is_named() => Assert.Equal(
        "Own.JudgeAsync adds a second verdict to 'verdicts' for a response that has one: the try adds one before parts[1], which may throw, so all responses "
        + "behind it get those of others: decide first, and add one in a single place",
        Assert.Single(await CheckAsync(
            "try { verdicts.Add(Verdict.Of(true)); seen.Add(parts[1]); } catch (Exception) { {|KIMI8013:verdicts.Add(Verdict.Of(false))|}; }")));

    private static Task<IReadOnlyList<string>> CheckAsync(string body) => Recipes.CheckAsync($$"""
        public sealed class Own : IBatchReward<MathProblem>
        {
            public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
                IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
            {
                await Task.Yield();
                var verdicts = new List<Verdict>(rollouts.Count);
                var seen = new List<string>();
                foreach (var (problem, rollout) in rollouts)
                {
                    var parts = rollout.Text.Split('#');
                    if (problem.Answer == "4" && parts.Length > 9)
                        seen.Clear();
                    {{body}}
                }

                return verdicts;
            }
        }
        """);
}
