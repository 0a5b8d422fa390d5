using Kimi.Cli;
using OwnSystem;

await using var service = OrdersService.Create();
await service.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
return await KimiApp.RunAsync(args, services => services.AddSingleton(client));
