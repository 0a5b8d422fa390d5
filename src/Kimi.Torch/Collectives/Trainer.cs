using Kimi.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>Data-parallel training, from another process than 0: see <see cref="TrainerTeam"/>.</summary>
/// <param name="collective">The processes.</param>
internal sealed class Trainer(ICollective collective) : IDisposable
{
    private readonly Dictionary<int, Tensor> _scored = [];
    private Transformer? _model;

    // What backward passes of ours read, until the last of the batches is gone through.
    private DisposeScope? _graph;

    /// <summary>Does what process 0 asks for, until it ends.</summary>
    public void Run()
    {
        while (TrainerMessage.Receive(collective) is { Request: not Request.Finish } message)
            Do(message);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _model?.Dispose();
    }

    private void Do(TrainerMessage message)
    {
        switch (message.Request)
        {
            case Request.Model:
                Forget();
                _model?.Dispose();
                using (var description = Received(ScalarType.Byte, message.Rows))
                    _model = ModelDescription.Receive(description.data<byte>().ToArray(), collective);
                _model.Trained.Train(message.Parts);
                break;
            case Request.Weights:
                collective.Broadcast(_model!.Trained.Weights);
                break;
            case Request.Score:
                Score(message);
                break;
            case Request.Backward:
                _scored.Remove(message.Batch, out var logprobs_BT);
                logprobs_BT!.backward([Received(ScalarType.Float32, message.Rows, message.Columns)]);
                if (_scored.Count == 0)
                    Forget();
                break;
            case Request.Collect:
                collective.SumAtRoot(_model!.Trained.Gradients);
                _model.Trained.Gradients.zero_();
                Forget();
                break;
            default:
                throw new InvalidOperationException($"{message.Request} is a new request: say here what it asks for");
        }
    }

    private void Score(TrainerMessage message)
    {
        _graph ??= NewDisposeScope();
        var (rows, columns) = (message.Rows, message.Columns);
        var (tokens_BT, targets_BT) = (Received(ScalarType.Int64, rows, columns), Received(ScalarType.Int64, rows, columns));
        var packing = message.IsPacked
            ? new Packing(Received(ScalarType.Int64, rows, columns), Received(ScalarType.Bool, rows, 1, columns, columns))
            : null;
        _model!.RecomputesActivations = message.RecomputesActivations;
        var images = message.Images > 0 ? Images(_model.Config.Vision!, message) : null;
        var logprobs_BT = _model.OwnTokenLogprobs(tokens_BT, targets_BT, message.Temperature, packing, images);
        collective.Send(logprobs_BT.detach().contiguous(), 0);
        _scored.Add(message.Batch, logprobs_BT);
    }

    private ImageBatch Images(VisionConfig vision, TrainerMessage message) => new(
        Received(ScalarType.Float32, message.Images, VisionConfig.Channels, vision.ImageSize, vision.ImageSize),
        Received(ScalarType.Int64, message.Places),
        Received(ScalarType.Int64, message.Places));

    private Tensor Received(ScalarType type, params long[] shape)
    {
        var values = empty(shape, type);
        collective.Receive(values, 0);
        return values;
    }

    private void Forget()
    {
        _scored.Clear();
        _graph?.Dispose();
        _graph = null;
    }
}
