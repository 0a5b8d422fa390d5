using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>
/// Data-parallel training, from process 0: of each batch, every process scores a share of the rows and goes back through them, g = Σ_r g_r over the processes
/// r. The loss is a function of all log-probabilities, in process 0, so that its means are over the whole batch whatever the number of processes. A step adds
/// up the flat gradients once; the others take up the weights before the next batch, and have no optimizer, data, judge or files of their own.
/// </summary>
/// <param name="collective">The processes.</param>
internal sealed class TrainerTeam(ICollective collective) : IGradientSharing, IDisposable
{
    private readonly ICollective _collective = collective;
    private Transformer? _model;
    private bool _hasWeights;
    private bool _hasGradients;
    private int _batches;

    /// <inheritdoc/>
    public int Processes => _collective.Size;

    /// <inheritdoc/>
    public Tensor TokenLogprobs(Transformer model, Tensor tokens_BT, Tensor targets_BT, double temperature, Packing? packing, ImageBatch? images)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens_BT);
        ArgumentNullException.ThrowIfNull(targets_BT);
        GiveWeights(model);
        var rows = Enumerable.Range(0, _collective.Size + 1).Select(rank => ((tokens_BT.size(0) * rank) + _collective.Size - 1) / _collective.Size).ToArray();
        var message = new TrainerMessage(
            Request.Score, _batches++, Columns: tokens_BT.size(1), IsPacked: packing is not null, RecomputesActivations: model.RecomputesActivations,
            Temperature: temperature);
        for (var rank = 1; rank < _collective.Size; rank++)
            SendRows(rank);

        var own = model.OwnTokenLogprobs(Share(tokens_BT, 0), Share(targets_BT, 0), temperature, packing is null ? null : Of(packing, 0), ImagesOf(0));
        return Joined.apply(own, this, message, rows);

        Tensor Share(Tensor batch, int rank) => batch.narrow(0, rows[rank], rows[rank + 1] - rows[rank]);

        Packing Of(Packing whole, int rank) => new(Share(whole.Positions_BT, rank), Share(whole.Mask_B1TT, rank));

        ImageBatch? ImagesOf(int rank) => images?.Part(
            rows[rank] * tokens_BT.size(1), (rows[rank + 1] - rows[rank]) * tokens_BT.size(1), model.Config.Vision!.Patches);

        void SendRows(int rank)
        {
            if (rows[rank] == rows[rank + 1])
                return;
            var seen = ImagesOf(rank);
            (message with { Rows = rows[rank + 1] - rows[rank], Images = seen?.Pixels_N3HW.size(0) ?? 0, Places = seen?.Places_M.numel() ?? 0 })
                .Send(_collective, rank);
            foreach (var tensor in (Tensor?[])[tokens_BT, targets_BT, packing?.Positions_BT, packing?.Mask_B1TT])
            {
                using var share = tensor is null ? null : Share(tensor, rank).contiguous();
                if (share is not null)
                    _collective.Send(share, rank);
            }

            foreach (var tensor in seen is null ? [] : (Tensor[])[seen.Pixels_N3HW, seen.Places_M, seen.Patches_M])
                _collective.Send(tensor, rank);
        }
    }

    /// <inheritdoc/>
    public void Collect(Transformer model, Tensor gradients)
    {
        // What was not scored by others has no gradients of theirs.
        if (model != _model || !_hasWeights)
            return;
        Ask(new(Request.Collect));
        _collective.SumAtRoot(gradients);
        (_hasWeights, _hasGradients, _batches) = (false, false, 0);
    }

    /// <summary>Has the other processes end.</summary>
    public void Dispose() => Ask(new(Request.Finish));

    private void GiveWeights(Transformer model)
    {
        if (model != _model)
        {
            if (_hasGradients)
                throw new KimiException("several trainers train one model at a time: take the step of one before another is scored, or leave out --trainers");
            using var description = tensor(ModelDescription.Of(model));
            Ask(new(Request.Model, Rows: description.numel(), Parts: model.Trained.Parts));
            for (var rank = 1; rank < _collective.Size; rank++)
                _collective.Send(description, rank);
            _collective.Broadcast(model.Parameters.Weights);
            (_model, _hasWeights) = (model, false);
        }

        if (_hasWeights)
            return;
        Ask(new(Request.Weights));
        _collective.Broadcast(model.Trained.Weights);
        _hasWeights = true;
    }

    private void Ask(TrainerMessage message)
    {
        for (var rank = 1; rank < _collective.Size; rank++)
            message.Send(_collective, rank);
    }

    // The rows of all processes, and the way back to them.
    private sealed class Joined : autograd.SingleTensorFunction<Joined>
    {
        private const string Rows = "rows";

        public override string Name => "KimiTrainerTeam";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (own, team, message, rows) = ((Tensor)vars[0], (TrainerTeam)vars[1], (TrainerMessage)vars[2], (long[])vars[3]);
            ctx.save_data(nameof(TrainerTeam), team);
            ctx.save_data(nameof(TrainerMessage), message);
            ctx.save_data(Rows, rows);
            var logprobs_BT = empty(rows[^1], message.Columns);
            logprobs_BT.narrow(0, 0, rows[1]).copy_(own);
            for (var rank = 1; rank < team.Processes; rank++)
            {
                if (rows[rank + 1] - rows[rank] is > 0 and var count)
                    team._collective.Receive(logprobs_BT.narrow(0, rows[rank], count), rank);
            }

            return logprobs_BT;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            BackwardPass.Through([grad_output], () => Gradients(ctx, grad_output));

        // The others go back through their rows while this process does through its own.
        private static List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var (team, message) = ((TrainerTeam)ctx.get_data(nameof(TrainerTeam)), (TrainerMessage)ctx.get_data(nameof(TrainerMessage)));
            var rows = (long[])ctx.get_data(Rows);
            team._hasGradients = true;
            var gradient_BT = grad_output.contiguous();
            for (var rank = 1; rank < team.Processes; rank++)
            {
                var count = rows[rank + 1] - rows[rank];
                if (count == 0)
                    continue;
                (message with { Request = Request.Backward, Rows = count }).Send(team._collective, rank);
                team._collective.Send(gradient_BT.narrow(0, rows[rank], count), rank);
            }

            return [gradient_BT.narrow(0, 0, rows[1]).clone(), null!, null!, null!];
        }
    }
}
