using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Execution;

public sealed class CheckpointsTests : IDisposable
{
    private const int NoSpaceLeft = 28;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public void Without_a_checkpoint_a_stage_begins_at_step_0_with_its_initial_state()
    {
        var part = new Note("begun");

        Assert.Equal(0, Open().Resume(part));
        Assert.Equal("begun", part.Text);
    }

    [Fact]
    public void The_newest_checkpoint_is_restored()
    {
        Open().Save(3, keep: 2, new Note("three"));
        Open().Save(11, keep: 2, new Note("eleven"));
        var part = new Note("begun");

        Assert.Equal(11, Open().Resume(part));
        Assert.Equal("eleven", part.Text);
    }

    [Fact]
    public void A_part_of_every_checkpoint_has_a_folder_of_its_own()
    {
        var (first, second) = (new Note("a component"), new Note("another of its kind"));
        Open(new(first, "components/0-Note"), new(second, "components/1-Note")).Save(1, keep: 2, new Note("the stage"));

        var (part, firstAgain, secondAgain) = (new Note(""), new Note(""), new Note(""));
        Open(new(firstAgain, "components/0-Note"), new(secondAgain, "components/1-Note")).Resume(part);

        Assert.Equal(["the stage", "a component", "another of its kind"], new[] { part, firstAgain, secondAgain }.Select(note => note.Text));
    }

    [Fact]
    public void A_loop_saves_what_is_done_when_it_is_due_and_goes_on_from_the_newest()
    {
        var part = new Note("");
        foreach (var step in Open().Steps(8, every: 3, keep: 9, [part], CancellationToken.None))
            part.Text += step;

        var again = new Note("");
        List<int> repeated = [.. Open().Steps(8, every: 3, keep: 9, [again], CancellationToken.None)];

        Assert.Equal("01234567", part.Text);
        Assert.Equal(["00000003", "00000006"], Names(_folder.File("checkpoints")));
        Assert.Equal("012345", again.Text);
        Assert.Equal([6, 7], repeated);
    }

    [Fact]
    public void A_loop_that_is_asked_to_stop_saves_the_steps_that_are_done()
    {
        using var stop = new CancellationTokenSource();
        var part = new Note("");
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var step in Open().Steps(8, every: 100, keep: 2, [part], stop.Token))
            {
                part.Text += step;
                if (step == 4)
                    stop.Cancel();
            }
        });

        var again = new Note("");
        Assert.Equal(5, Open().Resume(again));
        Assert.Equal("01234", again.Text);
    }

    [Theory]
    [InlineData(1, "00000005")]
    [InlineData(2, "00000004,00000005")]
    [InlineData(9, "00000001,00000002,00000003,00000004,00000005")]
    public void The_requested_number_of_newest_checkpoints_is_kept(int keep, string kept)
    {
        var checkpoints = Open();
        for (var step = 1; step <= 5; step++)
            checkpoints.Save(step, keep, new Note(""));

        Assert.Equal(kept.Split(','), Names(_folder.File("checkpoints")));
    }

    [Fact]
    public void A_checkpoint_that_was_being_written_does_not_count_and_the_next_attempt_replaces_it()
    {
        Open().Save(3, keep: 2, new Note("whole"));
        Directory.CreateDirectory(_folder.File("checkpoints/00000004.tmp"));
        File.WriteAllText(_folder.File("checkpoints/00000004.tmp/note.txt"), "to");
        File.WriteAllText(_folder.File("checkpoints/00000004.tmp/stray.txt"), "");
        var part = new Note("");

        Assert.Equal(3, Open().Resume(part));
        Assert.Equal("whole", part.Text);
        Open().Save(4, keep: 2, new Note("again"));
        Assert.Equal(["checkpoint.json", "note.txt"], Names(_folder.File("checkpoints/00000004")));
    }

    [Fact]
    public void A_disk_that_fills_up_within_a_checkpoint_leaves_the_one_before_and_its_space()
    {
        Open().Save(3, keep: 1, new Note("whole"));

        var error = Assert.Throws<IOException>(() => Open().Save(4, keep: 1, new Note("torn"), new FullDisk()));

        Assert.True(DurableFiles.IsOutOfSpace(error));
        Assert.Equal(["00000003"], Names(_folder.File("checkpoints")));
        var part = new Note("");
        Assert.Equal(3, Open().Resume(part));
        Assert.Equal("whole", part.Text);
    }

    [Fact]
    public void State_that_its_part_cannot_read_is_one_line_that_says_which_folder_to_delete()
    {
        Open().Save(3, keep: 2, new Note("whole"));

        var error = Assert.Throws<KimiException>(() => Open().Resume(new Illegible()));

        Assert.StartsWith(
            $"stage Song cannot go on from {_folder.File("checkpoints/00000003")}, which Illegible cannot read (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("--from Song to begin the stage again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("optimizer")]
    public void State_of_another_shape_is_one_line(string which)
    {
        using var small = Transformer.Initialize(TinyModels.Qwen, seed: 1);
        using var large = Transformer.Initialize(TinyModels.Qwen with { IntermediateSize = 88 }, seed: 1);
        using var smallAdam = new FlatAdam(small.Parameters);
        using var largeAdam = new FlatAdam(large.Parameters);
        ICheckpointed Part(Transformer model, FlatAdam adam) => which == "weights" ? new LoadedPolicy(model, Tokenizer.OfBytes()) : adam;
        Open().Save(3, keep: 2, Part(small, smallAdam));

        var error = Assert.Throws<KimiException>(() => Open().Resume(Part(large, largeAdam)));

        Assert.Contains("stage Song cannot go on from", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_best_is_replaced_only_by_a_higher_score()
    {
        Open().KeepBest(0, 0.25, new Note("first"));
        Open().KeepBest(1, 0.75, new Note("better"));
        Open().KeepBest(2, 0.75, new Note("as good"));
        Open().KeepBest(3, 0.5, new Note("worse"));
        Open().KeepBest(4, double.NaN, new Note("unknown"));

        Assert.Equal("better", File.ReadAllText(_folder.File("best/note.txt")));
        Assert.Contains("\"step\": 1,\n  \"score\": 0.75", File.ReadAllText(_folder.File("best/best.json")), StringComparison.Ordinal);
        Assert.Equal(["best"], Names(_folder.Path));
    }

    [Fact]
    public void The_best_stays_when_writing_a_better_one_fails()
    {
        Open().KeepBest(0, 0.25, new Note("first"));

        Assert.Throws<IOException>(() => Open().KeepBest(1, 0.75, new FullDisk()));

        Assert.Equal("first", File.ReadAllText(_folder.File("best/note.txt")));
    }

    [Fact]
    public void A_damaged_score_of_the_best_is_told_and_the_best_from_there_on_is_kept()
    {
        Open().KeepBest(0, 0.25, new Note("first"));
        File.WriteAllText(_folder.File("best/best.json"), "{");

        Open().KeepBest(1, 0.125, new Note("not as good"));

        Assert.StartsWith("stage Song: its best policy so far is damaged (", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal("not as good", File.ReadAllText(_folder.File("best/note.txt")));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string?> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private Checkpoints Open(params CheckpointPart[] own) => new("Song", new(_folder.Path), own, _warnings.Add);

    private sealed class Illegible : ICheckpointed
    {
        public void Save(string folder)
        {
        }

        public void Load(string folder) => throw new FormatException("no text\nat all");
    }

    private sealed class Note(string text) : ICheckpointed
    {
        internal string Text { get; set; } = text;

        public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "note.txt"), Text);

        public void Load(string folder) => Text = File.ReadAllText(Path.Combine(folder, "note.txt"));
    }

    private sealed class FullDisk : ICheckpointed
    {
        public void Save(string folder)
        {
            File.WriteAllText(Path.Combine(folder, "half.bin"), "half");
            throw new IOException("No space left on device", NoSpaceLeft);
        }

        public void Load(string folder) => throw new InvalidOperationException("nothing was ever saved");
    }
}
