using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Collectives;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Collectives;

/// <summary>Gradients and steps of several trainers beside those of one.</summary>
public sealed class TrainerTeamTests
{
    private const int PadId = 0;

    private static readonly TransformerConfig s_config = new()
    {
        HiddenSize = 32,
        IntermediateSize = 48,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        NumKeyValueHeads = 1,
        VocabSize = 24,
        MaxPositionEmbeddings = 64,
    };

    private static readonly TransformerConfig s_seeing = s_config with
    {
        Vision = new()
        {
            ImageSize = 4,
            PatchSize = 2,
            HiddenSize = 8,
            IntermediateSize = 12,
            NumHiddenLayers = 1,
            NumAttentionHeads = 2,
            ImageTokenId = 23,
        },
    };

    private static readonly LowRankShape s_adapter = new(Rank: 4, Alpha: 8, ["q_proj", "v_proj", "down_proj"]);

    [Flags]
    public enum Ways
    {
        Plain = 0,
        Packed = 1,
        Recomputed = 2,
        InPasses = 4,
        OfAnAdapter = 8,
        WithImages = 16,
        OfTheTower = 32,
    }

    public static TheoryData<int, Ways> Teams => new()
    {
        { 2, Ways.Plain },
        { 2, Ways.Packed },
        { 3, Ways.Plain },
        { 4, Ways.Plain },
        { 4, Ways.Packed },
        { 2, Ways.Recomputed },
        { 3, Ways.InPasses },
        { 2, Ways.OfAnAdapter },
        { 3, Ways.Packed | Ways.Recomputed | Ways.InPasses | Ways.OfAnAdapter },
        { 2, Ways.WithImages },
        { 4, Ways.WithImages | Ways.Recomputed | Ways.InPasses },
        { 2, Ways.WithImages | Ways.OfAnAdapter },
        { 3, Ways.WithImages | Ways.OfTheTower },
    };

    [Theory]
    [MemberData(nameof(Teams))]
    public void Gradients_are_those_of_one_trainer_and_repeat_to_the_bit(int size, Ways ways)
    {
        var alone = Gradients(size: 1, ways & ~Ways.Recomputed);
        var together = Gradients(size, ways);

        Assert.True(Distance(together, alone) <= 1e-5, $"{Distance(together, alone)}");
        Assert.Equal(together, Gradients(size, ways));
    }

    [Fact]
    public void Trainers_hear_all_that_concerns_a_batch()
    {
        var processes = ThreadCollective.Of(2);
        var message = new TrainerMessage(Request.Score, Batch: 3, Rows: 5, Columns: 7, IsPacked: true, RecomputesActivations: true, Temperature: 0.9,
            Images: 2, Places: 8, Parts: TrainedParts.Projector);

        message.Send(processes[0], 1);

        Assert.Equal(message, TrainerMessage.Receive(processes[1]));
    }

    [Fact]
    public void A_batch_with_fewer_rows_than_trainers_and_gradients_of_several_batches_add_up()
    {
        var (alone, together) = (Steps(size: 1, rows: [1, 5, 2]), Steps(size: 4, rows: [1, 5, 2]));

        Assert.True(Distance(together, alone) <= 1e-5, $"{Distance(together, alone)}");
    }

    [Fact]
    public void Another_model_takes_the_place_of_the_first_and_scores_without_gradients_are_its_owners()
    {
        Assert.Equal(Gradients(2, Ways.Plain), InTeam(2, team =>
        {
            using (var first = Model(seed: 9))
            {
                first.Share(team);
                _ = GradientsOf(first, Ways.Plain);
            }

            using var second = Model(seed: 1);
            second.Share(team);
            using (no_grad())
            using (NewDisposeScope())
                _ = second.TokenLogprobs(Batch(3, Ways.Plain).Tokens_BT, Batch(3, Ways.Plain).Targets_BT);
            return GradientsOf(second, Ways.Plain);
        }));
    }

    [Fact]
    public void A_loss_that_is_scored_and_not_descended_leaves_nothing_behind()
    {
        Assert.Equal(Gradients(2, Ways.Plain), InTeam(2, team =>
        {
            using var model = Model(seed: 1);
            model.Share(team);
            using var optimizer = new FlatAdam(model.Trained);
            using (NewDisposeScope())
                _ = model.TokenLogprobs(Batch(3, Ways.Plain).Tokens_BT, Batch(3, Ways.Plain).Targets_BT);
            return GradientsOf(model, Ways.Plain);
        }));
    }

    [Fact]
    public void A_model_is_refused_while_another_ones_gradients_wait_for_their_step()
    {
        InTeam(2, team =>
        {
            using var first = Model(seed: 1);
            using var second = Model(seed: 2);
            foreach (var model in new[] { first, second })
            {
                model.Trained.Train();
                model.Share(team);
            }

            Backward(first, Batch(3, Ways.Plain));

            var refused = Assert.Throws<KimiException>(() => Backward(second, Batch(3, Ways.Plain)));
            Assert.StartsWith("several trainers train one model at a time", refused.Message, StringComparison.Ordinal);
            using (var optimizer = new FlatAdam(first.Trained))
                optimizer.Step(0.01);
            Backward(second, Batch(3, Ways.Plain));
            return [];
        });
    }

    private static float[] Gradients(int size, Ways ways) => InTeam(size, team =>
    {
        using var model = Model(seed: 1, ways);
        if (size > 1)
            model.Share(team);
        return GradientsOf(model, ways);
    });

    private static float[] GradientsOf(Transformer model, Ways ways)
    {
        using var scope = NewDisposeScope();
        model.Trained.Train(ways.HasFlag(Ways.OfTheTower) ? TrainedParts.Vision : TrainedParts.All);
        foreach (var part in Batch(7, ways).Parts(ways.HasFlag(Ways.InPasses) ? 50 : 0, s_seeing.Vision!.Patches))
            Backward(model, part);
        return model.Trained.Gradients.data<float>().ToArray();
    }

    // The weights after three steps, whose gradients are each of all batches before.
    private static float[] Steps(int size, int[] rows) => InTeam(size, team =>
    {
        using var model = Model(seed: 1);
        if (size > 1)
            model.Share(team);
        using var optimizer = new FlatAdam(model.Trained);
        for (var step = 0; step < 3; step++)
        {
            foreach (var count in rows)
                Backward(model, Batch(count, Ways.Plain));
            optimizer.Step(0.01);
        }

        return model.Trained.Weights.data<float>().ToArray();
    });

    // A loss that is not a sum over rows: its gradient at each token depends on all.
    private static void Backward(Transformer model, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var logprobs_BT = model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, 0.9, batch.Packing, batch.Images);
        var mean = logprobs_BT.sum() / batch.Targets_BT.ne(Transformer.IgnoreIndex).sum();
        ((mean * mean) - mean).backward();
    }

    private static TokenBatch Batch(int rows, Ways ways)
    {
        var (isPacked, random) = (ways.HasFlag(Ways.Packed), new Random(rows));
        var sequences = Enumerable.Range(0, isPacked ? 2 * rows : rows).Select(_ => new TokenSequence(Tokens(2 + random.Next(4)), Tokens(1 + random.Next(9))));
        var batch = isPacked ? TokenBatch.Pack([.. sequences.Chunk(2)], PadId, CPU) : TokenBatch.Of([.. sequences], PadId, CPU);
        return ways.HasFlag(Ways.WithImages) ? batch with { Images = TinyModels.OneImageARow(s_seeing.Vision!, batch.Tokens_BT) } : batch;

        int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, 24))];
    }

    private static Transformer Model(ulong seed, Ways ways = Ways.Plain)
    {
        var config = ways.HasFlag(Ways.WithImages) ? s_seeing : s_config;
        var parameters = new FlatParameters(ParameterLayout.Of(config), CPU);
        Initialization.Fill(parameters, config, seed);
        var model = Transformer.Over(config, parameters, Precision.Fp32, ways.HasFlag(Ways.OfAnAdapter) ? s_adapter : null);
        model.RecomputesActivations = ways.HasFlag(Ways.Recomputed);
        if (model.Adapter is { } adapter)
        {
            using var random = new Generator(seed);
            using var values = randn(adapter.Parameters.Weights.shape, generator: random);
            adapter.Parameters.Weights.copy_(values * 0.1);
        }

        return model;
    }

    private static float[] InTeam(int size, Func<TrainerTeam, float[]> lead)
    {
        var processes = ThreadCollective.Of(size);
        var others = processes.Skip(1).Select(Start).ToList();
        float[] result;
        using (var team = new TrainerTeam(processes[0]))
            result = lead(team);
        others.ForEach(other => other.Join());
        return result;

        static Thread Start(ThreadCollective collective)
        {
            var thread = new Thread(() =>
            {
                using var trainer = new Trainer(collective);
                trainer.Run();
            });
            thread.Start();
            return thread;
        }
    }

    private static double Distance(float[] values, float[] reference) =>
        Math.Sqrt(values.Zip(reference, (value, other) => Math.Pow(value - other, 2)).Sum() / reference.Sum(value => Math.Pow(value, 2)));
}
