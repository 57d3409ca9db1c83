/** Friendly words that are easy to say on the phone, in lower case. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const adjectives = list(`
  amber ample azure bold brave breezy bright brisk broad calm candid cheerful chief civil clear clever cosy crisp
  curious daring dapper deep eager early earnest easy elegant fair famous fancy fine fluent fond frank free fresh
  friendly frosty gallant gentle giant glad golden grand green handy happy hardy hearty helpful honest humble jolly
  keen kind lasting lively local loyal lucky lunar magic major mellow merry mighty mild mint modest neat nimble noble
  olive open orange patient plucky polite prime prompt proud pure purple quick quiet rapid ready regal roomy rosy
  round ruby rustic sandy sharp shiny silent silver simple sincere smart smooth snowy social solar solid sonic sound
  spare sparkling spicy steady stellar sturdy subtle sunny super supple sweet swift tall teal tender thrifty tidy
  tranquil true trusty upbeat urban useful valiant velvet vivid warm wavy wide wild willing windy wise witty woolly
  worthy young zesty
`);

export const nouns = list(`
  acorn almond anchor anvil apple apron arbor arrow atlas aurora badge badger bagel bakery balcony bamboo banjo barley
  barrel basil basket beacon beaver beetle berry birch biscuit bison blanket bonfire book bottle boulder bramble brass
  bread bridge brook broom bucket buckle bugle button cabin cactus camel candle canoe canvas canyon castle cedar cello
  cherry chestnut chimney cinder citrus clarinet cliff clover cobalt cocoa comet compass copper coral cotton cottage
  cricket crocus crystal cypress daisy dolphin donkey door dragon drum dune eagle easel echo elm ember engine falcon
  feather fern ferry fiddle finch fjord flute forest fountain fox galaxy garden garnet gazelle ginger glacier goblet
  granite grove guitar hammock harbor harp hazel hedgehog helmet heron hickory hill honey horizon island ivory jacket
  jasmine jigsaw kayak kettle kite koala ladder lagoon lamp lantern larch lark lemon lentil leopard lighthouse lilac
  linen lizard lobster lotus lynx magnet mango mantle maple marble market meadow melon meteor mill mirror mitten moon
  mosaic moss mountain muffin mushroom napkin nectar needle nest noodle nugget nutmeg oak oasis oboe ocean orchard
  orchid otter owl oyster paddle palace palm panda paper parade parrot pasture peach pebble pelican pencil penguin
  pepper piano pigeon pillow pine planet plaza plum pocket pond poplar poppy prairie prism puffin puzzle quartz quill
  rabbit radish raft raven reef ribbon river robin rocket rose saddle saffron sail salmon satchel scarf school seal
  shell shore sparrow spoon spruce squirrel stable station stream sugar summit sunset swallow swan table tandem teapot
  temple thicket thimble thistle tiger timber tomato torch tower trail trumpet tulip tunnel turnip turtle umbrella
  valley vase village violet violin walnut walrus waterfall whale wheat willow window winter wombat wren yarrow
`);
