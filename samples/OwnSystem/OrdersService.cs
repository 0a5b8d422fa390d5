namespace OwnSystem;

/// <summary>The team's service, as it could also stand alone: shops, what they stock, and orders. It knows nothing of policies and training.</summary>
public static class OrdersService
{
    /// <summary>Sets the service up on a free port of this machine. It reads its configuration as every ASP.NET service does.</summary>
    public static WebApplication Create()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, LifeOfTheRun>();
        builder.Services.AddSingleton<Shops>();
        var service = builder.Build();

        var shops = service.MapGroup("/shops");
        shops.MapPost("/", (Dictionary<char, int> stock, Shops all) => all.Open(stock));
        shops.MapGet("/{shop:int}/stock/{item}", (int shop, char item, Shops all) =>
            all.Find(shop)?.InStock(item) is { } pieces ? Results.Ok(pieces) : Results.NotFound());
        shops.MapPost("/{shop:int}/orders", (int shop, Order order, Shops all) =>
            all.Find(shop)?.Take(order) is { } number ? Results.Ok(number) : Results.Conflict());
        shops.MapDelete("/{shop:int}", (int shop, Shops all) => all.Close(shop) ? Results.NoContent() : Results.NotFound());
        return service;
    }

    // Ctrl+C stops the run after a checkpoint, and the service serves it until then.
    private sealed class LifeOfTheRun : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
