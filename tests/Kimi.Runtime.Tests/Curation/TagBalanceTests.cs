using Kimi.Dsl;
using Kimi.Runtime.Curation;

namespace Kimi.Runtime.Tests.Curation;

public sealed class TagBalanceTests
{
    [Theory]
    [InlineData(new[] { 80, 10, 10 }, 0.5, 20)]
    [InlineData(new[] { 80, 10, 10 }, 1.0, 80)]
    [InlineData(new[] { 6, 3, 2 }, 1.0 / 3, 2)]
    [InlineData(new[] { 6, 3 }, 0.1, 3)]
    [InlineData(new[] { 5 }, 0.2, 5)]
    [InlineData(new int[0], 0.5, 0)]
    public void The_largest_number_of_a_tag_follows_from_its_share(int[] counts, double share, int most) => Assert.Equal(most, TagBalance.Most(counts, share));

    [Fact]
    public void No_tag_is_above_its_share_and_one_more_would_be()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var counts = Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(1, 60)).ToList();
            var share = Math.Max(1.0 / counts.Count, random.NextDouble());

            var most = TagBalance.Most(counts, share);

            Assert.True(most <= share * counts.Sum(count => Math.Min(count, most)) + 1e-9);
            Assert.True(most == counts.Max() || most + 1 > share * counts.Sum(count => Math.Min(count, most + 1)));
        }
    }

    [Fact]
    public void Removal_keeps_the_tenths_of_pass_rates_equally_full()
    {
        var problems = Problems("sum", 30, _ => 0.05).Concat(Problems("sum", 10, _ => 0.55)).Concat(Problems("chain", 12, _ => 0.5)).ToList();

        var leaving = TagBalance.Leaving(problems, 0.5, new SeededRandom(1));

        Assert.Equal(28, leaving.Count);
        Assert.All(leaving, problem => Assert.Equal("sum", problem.Tags[0]));
        var left = problems.Except(leaving).Where(problem => problem.Tags[0] == "sum").CountBy(problem => problem.PassRate!.Value).ToDictionary();
        Assert.Equal((6, 6), (left[0.05], left[0.55]));
        Assert.Equal(leaving, TagBalance.Leaving(problems, 0.5, new SeededRandom(1)));
    }

    private static IEnumerable<Problem> Problems(string tag, int count, Func<int, double> passRate) => Enumerable.Range(0, count)
        .Select(i => new MathProblem { Id = $"{tag}{passRate(i)}-{i}", Prompt = "", Answer = "", Tags = [tag], PassRate = passRate(i) });
}
