using System.Text.Json.Nodes;
using Kimi.Cli.Metrics;
using Kimi.Cli.Sweeps;
using Kimi.Dsl;
using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

public sealed class SweepTests
{
    [Theory]
    [InlineData("7", new[] { 7 })]
    [InlineData("3, 1,2", new[] { 3, 1, 2 })]
    [InlineData("1..3,9", new[] { 1, 2, 3, 9 })]
    [InlineData("-1..1", new[] { -1, 0, 1 })]
    public void Seeds_are_numbers_and_ranges(string text, int[] seeds) => Assert.Equal(seeds, SeedList.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("3..1")]
    [InlineData("1..2..3")]
    [InlineData("1,,2")]
    [InlineData("0..2000000000")]
    public void A_text_that_is_not_a_list_of_seeds_is_reported(string text) =>
        Assert.Contains("is not a list of whole numbers", Assert.Throws<KimiException>(() => SeedList.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_seed_named_twice_is_reported() =>
        Assert.Contains("has a seed twice", Assert.Throws<KimiException>(() => SeedList.Parse("1..3,2")).Message, StringComparison.Ordinal);

    [Fact]
    public void Arms_are_all_combinations_and_the_first_values_come_first()
    {
        var arms = SweepArm.All(["a", "b"], ["Sft:Steps=10,20", "Sft:Name=x", "Tau=1,2"], []);

        Assert.Equal(
            ["a Sft:Steps=10 Tau=1", "a Sft:Steps=10 Tau=2", "a Sft:Steps=20 Tau=1", "a Sft:Steps=20 Tau=2", "b Sft:Steps=10 Tau=1", "b Sft:Steps=10 Tau=2",
                "b Sft:Steps=20 Tau=1", "b Sft:Steps=20 Tau=2"],
            arms.Select(arm => arm.Name));
        Assert.Equal(["Sft:Name=x", "Sft:Steps=20", "Tau=1"], arms[2].Settings);
    }

    [Fact]
    public void A_comma_after_a_backslash_belongs_to_the_value() =>
        Assert.Equal(["a Text=1,5", "a Text=2"], SweepArm.All(["a"], [@"Text=1\,5,2"], []).Select(arm => arm.Name));

    [Fact]
    public void The_same_arm_twice_is_reported() =>
        Assert.Contains("'a Tau=1' twice", Assert.Throws<KimiException>(() => SweepArm.All(["a"], ["Tau=1,1"], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_setting_without_a_value_is_reported() =>
        Assert.Contains("--set Tau assigns nothing", Assert.Throws<KimiException>(() => SweepArm.All(["a"], ["Tau"], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_spread_of_1_2_6_is_that_of_three_values()
    {
        var spread = Spread.Of([1, 2, 6]);

        Assert.Equal((3, 3.0, 1.0, 6.0), (spread.Count, spread.Mean, spread.Least, spread.Most));
        Assert.Equal(Math.Sqrt(7), spread.Deviation, 1e-12);
        Assert.True(double.IsNaN(Spread.Of([4]).Deviation));
    }

    [Fact]
    public void An_arm_that_is_given_has_settings_of_its_own_beside_those_of_all()
    {
        var arms = SweepArm.All(["a"], ["Steps=5"], [@"b Rl:Tau=2 Name=two\ words", "a Rl:Tau=1"]);

        Assert.Equal(["a", "b Rl:Tau=2 Name=two words", "a Rl:Tau=1"], arms.Select(arm => arm.Name));
        Assert.Equal(["Steps=5", "Rl:Tau=2", "Name=two words"], arms[1].Settings);
    }

    [Theory]
    [InlineData("Rl:Tau=2", "names no recipe")]
    [InlineData("a Tau", "has 'Tau', which assigns nothing")]
    [InlineData("a", "the arm 'a' twice")]
    public void An_arm_that_cannot_be_read_is_told(string arm, string message) =>
        Assert.Contains(message, Assert.Throws<KimiException>(() => SweepArm.All(["a"], [], [arm])).Message, StringComparison.Ordinal);

    [Fact]
    public void Metrics_are_chosen_by_the_names_that_are_printed_and_by_their_ends()
    {
        string[] metrics = ["Rl.accuracy", "Report.Rl.accuracy", "Report.Rl.accuracy.level2", "Report.Rl.accuracy.level3", "Report.Rl.greedyAccuracy"];

        Assert.Equal(["Rl.accuracy", "Report.Rl.accuracy"], new MetricSelection(["accuracy"]).Of(metrics));
        Assert.Equal(["Report.Rl.accuracy"], new MetricSelection(["Report.Rl.accuracy"]).Of(metrics));
        Assert.Equal(["Report.Rl.accuracy.level2", "Report.Rl.accuracy.level3"], new MetricSelection(["accuracy.level*"]).Of(metrics));
        Assert.Equal(["entropy"], new MetricSelection(["accuracy", "entropy"]).Missing(metrics));
    }

    [Fact]
    public void A_paired_difference_tells_what_its_seeds_can_show_and_how_many_would_show_it()
    {
        // Differences 1, 2, 6: deviation √7, and for n = 3 the quantiles t(0.975, 2) + t(0.8, 2) = 4.302653 + 1.060660.
        var difference = PairedDifference.Of(
            new Dictionary<int, double> { [1] = 11, [2] = 22, [3] = 36 }, new Dictionary<int, double> { [1] = 10, [2] = 20, [3] = 30 });

        Assert.Equal(5.363313 * Math.Sqrt(7.0 / 3), difference.Detectable, 1e-5);

        // For 8: (2.364624 + 0.896030) · √(7 / 8) = 3.0501 is above 3; for 9: (2.306004 + 0.888890) · √(7 / 9) = 2.8176.
        Assert.Equal(9, difference.SeedsNeeded);
    }

    [Fact]
    public void A_paired_difference_is_taken_seed_by_seed_with_Students_interval()
    {
        // Differences 1, 2, 6 of the seeds that both have: mean 3, deviation √7, t(0.975, 2) = 4.302653.
        var difference = PairedDifference.Of(
            new Dictionary<int, double> { [1] = 11, [2] = 22, [3] = 36, [4] = 1_000 },
            new Dictionary<int, double> { [1] = 10, [2] = 20, [3] = 30, [5] = -1_000 });

        Assert.Equal(3, difference.Count);
        Assert.Equal(3, difference.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(7.0 / 3), difference.StandardError, 1e-12);
        Assert.Equal(3 - (4.302653 * Math.Sqrt(7.0 / 3)), difference.Low, 1e-5);
        Assert.Equal(3 + (4.302653 * Math.Sqrt(7.0 / 3)), difference.High, 1e-5);
    }

    [Fact]
    public void One_seed_has_a_difference_and_no_interval()
    {
        var difference = PairedDifference.Of(new Dictionary<int, double> { [1] = 2 }, new Dictionary<int, double> { [1] = 1 });

        Assert.Equal(1, difference.Mean);
        Assert.True(double.IsNaN(difference.Low) && double.IsNaN(difference.High));
    }

    [Fact]
    public void Policies_of_an_evaluation_are_compared_with_the_one_that_is_named_and_arms_with_the_first()
    {
        using var folder = new TemporaryFolder();
        SweepArm[] arms = [new("a", ["Tau=1"], []), new("a", ["Tau=2"], [])];
        SweepJob Job(SweepArm arm, int seed, double plain, double other)
        {
            var run = Directory.CreateDirectory(Path.Combine(folder.Path, $"{arm.Name}-{seed}")).FullName;
            File.WriteAllText(
                Path.Combine(run, "summary.json"),
                new JsonObject
                {
                    ["stages"] = new JsonObject
                    {
                        ["Report"] = new JsonObject
                        {
                            ["metrics"] = new JsonObject { ["Plain.accuracy"] = plain, ["Other.accuracy"] = other, ["Other.accuracy.level3"] = 1 },
                        },
                    },
                }.ToJsonString());
            return new(arm, seed, run, []);
        }

        SweepJob[] jobs = [Job(arms[0], 1, 0.5, 0.7), Job(arms[0], 2, 0.4, 0.8), Job(arms[1], 1, 0.6, 0.6)];
        var (byArm, byPolicy) = (new SweepResults(arms, against: null), new SweepResults(arms, "Plain"));
        foreach (var job in jobs)
        {
            byArm.Add(job);
            byPolicy.Add(job);
        }

        Assert.Equal(0.1, byArm.Difference(arms[1], "Report.Plain.accuracy")!.Mean, 1e-12);
        Assert.Null(byArm.Difference(arms[0], "Report.Other.accuracy"));
        Assert.Equal(0.3, byPolicy.Difference(arms[0], "Report.Other.accuracy")!.Mean, 1e-12);
        Assert.Equal(0, byPolicy.Difference(arms[1], "Report.Other.accuracy")!.Mean, 1e-12);
        Assert.Null(byPolicy.Difference(arms[0], "Report.Plain.accuracy"));
        Assert.Null(byPolicy.Difference(arms[0], "Report.Other.accuracy.level3"));
    }
}
