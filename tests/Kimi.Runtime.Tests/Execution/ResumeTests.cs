using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Tests.Execution;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("Sft", 7)]
    [InlineData("LongCot", 3)]
    [InlineData("LongCot", 0)]
    public async Task A_run_stopped_inside_a_stage_goes_on_to_the_same_bits(string stage, int step)
    {
        using var whole = new TestHost();
        using var stopped = new TestHost();
        await whole.RunAsync(new TinyRecipe().Graph);
        using var stop = new CancellationTokenSource();
        stopped.Log.OnStep = metrics =>
        {
            if (metrics.Stage == stage && metrics.Step == step)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(new TinyRecipe().Graph, cancellationToken: stop.Token));

        await stopped.RunAsync(new TinyRecipe().Graph);

        Assert.Contains(step + 1, stopped.Log.StartedFrom);
        foreach (var name in new[] { "Sft", "LongCot", "Merged" })
            Assert.Equal(Weights(whole, name), Weights(stopped, name));
        Assert.Equal(Metrics(whole, stage), Metrics(stopped, stage));
    }

    [Fact]
    public void A_checkpoint_that_was_being_written_does_not_count()
    {
        using var folder = new Models.TemporaryFolder();
        var checkpoints = new Checkpoints(folder.Path, () => 1.5);
        checkpoints.Save(3, path => File.WriteAllText(Path.Combine(path, "state"), "whole"));
        Directory.CreateDirectory(folder.File("00000004.tmp"));

        Assert.Equal(3, checkpoints.Latest!.Step);
        Assert.Equal(1.5, checkpoints.LatestSeconds);
    }

    [Fact]
    public void A_checkpoint_whose_writing_fails_leaves_the_one_before()
    {
        using var folder = new Models.TemporaryFolder();
        var checkpoints = new Checkpoints(folder.Path, () => 0);
        checkpoints.Save(3, path => File.WriteAllText(Path.Combine(path, "state"), "whole"));

        Assert.Throws<IOException>(() => checkpoints.Save(4, _ => throw new IOException("the disk is full")));

        Assert.Equal(3, checkpoints.Latest!.Step);
        Assert.Equal("whole", File.ReadAllText(Path.Combine(checkpoints.Latest.Folder, "state")));
    }

    [Fact]
    public void Only_the_newest_two_checkpoints_are_kept()
    {
        using var folder = new Models.TemporaryFolder();
        var checkpoints = new Checkpoints(folder.Path, () => 0);
        for (var step = 1; step <= 5; step++)
            checkpoints.Save(step, path => File.WriteAllText(Path.Combine(path, "state"), ""));

        Assert.Equal(["00000004", "00000005"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName).Order());
    }

    private static byte[] Weights(TestHost host, string stage) =>
        File.ReadAllBytes(Path.Combine(host.RunsFolder, "tiny", "latest", stage, "output", "model.safetensors"));

    // Times differ from run to run; all that is computed must not.
    private static string[] Metrics(TestHost host, string stage) =>
        [.. File.ReadLines(Path.Combine(host.RunsFolder, "tiny", "latest", stage, "metrics.jsonl"))
            .Select(line => string.Join(',', line.Split(',').Where(field => !field.Contains("Second") && !field.Contains("liveTensors"))))];
}
